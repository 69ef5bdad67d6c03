import Glibc
import House
import Jarvis
import Screen

/// The one synchronous loop: owns the state and the display, and runs on the main thread.
///
/// It waits in poll(2) for keys, for the house's socket, for signals and for events that come home, and draws when
/// something changed: at most 60 times a second, and more often while somebody types.
final class HouseLoop {
    private let house: HouseSocket
    private let signals: SignalPipe
    private let mailbox: Mailbox
    private let effects: Effects
    private let inquiries: Inquiries
    private let shell: ShellSession
    private let themes: ThemeLibrary
    private var stage: Stage
    private var state: AppState
    private var exit: (code: Int32, text: String)?
    private var needsDrawing = true
    private var lastDrawn = ContinuousClock.now - .seconds(1)
    private var lastTyped = ContinuousClock.now - .seconds(1)
    private var tick: ContinuousClock.Instant?

    /// The shortest time between two pictures; the shorter one for what answers a key, a shell's echo included.
    private var frameTime: Duration {
        lastDrawn - lastTyped < .milliseconds(50) ? .milliseconds(4) : .milliseconds(16)
    }

    init(
        house: HouseSocket, mailbox: Mailbox, effects: Effects, inquiries: Inquiries, shell: ShellSession,
        themes: ThemeLibrary, stage: Stage, state: AppState
    ) throws(HouseError) {
        self.house = house
        self.mailbox = mailbox
        self.effects = effects
        self.inquiries = inquiries
        self.shell = shell
        self.themes = themes
        self.state = state
        self.stage = stage
        self.stage.use(Self.theme(state.theme, in: themes))
        signals = try SignalPipe([SIGTERM, SIGHUP, SIGINT, SIGQUIT])
    }

    /// Runs until the house ends, and returns its exit code.
    func run() -> Int32 {
        shell.start()
        while exit == nil {
            wait()
            takeHouseEvents()
            for signal in signals.take() { end(128 + signal, "Jarvis was ended by signal \(signal).") }
            readKeys()
            for event in mailbox.take() { handle(event) }
            inquiries.deliver(to: house)
            tickWhenDue()
            draw()
        }
        stage.leave()
        house.dismiss(code: exit?.code ?? 0, text: exit?.text ?? "")
        return exit?.code ?? 0
    }

    private func wait() {
        var polled = house.descriptors
        polled.append(pollfd(fd: signals.descriptor, events: Int16(POLLIN), revents: 0))
        polled.append(pollfd(fd: mailbox.descriptor, events: Int16(POLLIN), revents: 0))
        if let visitor = house.visitor {
            polled.append(pollfd(fd: visitor.input, events: Int16(POLLIN), revents: 0))
        }
        if let descriptor = stage.blockedDescriptor {
            polled.append(pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0))
        }
        poll(&polled, nfds_t(polled.count), timeout)
    }

    /// Until the next tick, the end of a lone escape, or the time for the next picture.
    private var timeout: Int32 {
        let now = ContinuousClock.now
        var waits: [Duration] = []
        if let tick, house.visitor != nil { waits.append(tick - now) }
        if let keys = stage.keyDeadline, house.visitor != nil { waits.append(keys - now) }
        if needsDrawing, house.visitor != nil, stage.blockedDescriptor == nil {
            waits.append(lastDrawn + frameTime - now)
        }
        // At the latest after a minute the house looks whether its socket is still there.
        guard let shortest = waits.min() else { return 60_000 }
        return Int32(max(0, shortest / .milliseconds(1)).rounded(.up))
    }

    private func takeHouseEvents() {
        while exit == nil, let event = house.next() {
            switch event {
            case .attached(let visitor): attach(visitor)
            case .resized(let size):
                stage.resize(to: Size(width: size.columns, height: size.rows))
                handle(.resized(stage.size))
            case .left:
                stage.leave()
                handle(.detached)
            case .asked(let inquiry): answer(inquiry)
            case .withdrawn(let inquiry): inquiries.withdraw(inquiry)
            case .orphaned: end(0, "")
            }
        }
    }

    private func attach(_ visitor: Visitor) {
        do throws(ScreenError) {
            try stage.enter(visitor)
            handle(.attached(stage.size))
        } catch {
            house.dismiss(code: 69, text: error.description)
        }
    }

    private func answer(_ inquiry: Inquiry) {
        guard inquiry.name == Inquiry.killHouse else { return inquiries.answer(inquiry) }
        house.finish(inquiry)
        end(0, "Jarvis was ended by jarvis kill-house.")
    }

    private func readKeys() {
        guard let visitor = house.visitor, exit == nil else { return }
        let inputs = stage.read(visitor.input)
        guard !inputs.isEmpty else { return }
        lastTyped = .now
        handle(.input(inputs))
    }

    private func handle(_ event: Event) {
        let now = Moment.now
        if case .shell(.changed) = event {
            for report in shell.news() { apply(.shell(report), now) }
        }
        apply(event, now)
    }

    private func apply(_ event: Event, _ now: Moment) {
        needsDrawing = true
        for effect in state.update(event, at: now) { perform(effect) }
    }

    private func perform(_ effect: Effect) {
        switch effect {
        case .kit(let effect): effects.perform(effect, cluster: state.cluster.name)
        case .loop(let effect): perform(effect)
        }
    }

    private func perform(_ effect: LoopEffect) {
        switch effect {
        case .shellInput(let inputs): for input in inputs { shell.send(input) }
        case .paste(let paste): shell.paste(paste)
        case .scrollShell(let lines):
            shell.scroll(by: lines)
            mailbox.send(.shell(.changed))
        case .restartShell: shell.start()
        case .useTheme(let name): stage.use(Self.theme(name, in: themes))
        case .redraw: stage.redraw()
        case .suspend: leave(.suspended)
        case .detach: leave(.asked)
        case .endHouse: end(0, "")
        }
    }

    private func leave(_ departure: Departure) {
        stage.leave()
        house.detach(departure)
        handle(.detached)
    }

    private func end(_ code: Int32, _ text: String) {
        exit = exit ?? (code, text)
    }

    private func tickWhenDue() {
        guard let tick, tick <= .now else { return }
        self.tick = nil
        handle(.tick)
    }

    private func draw() {
        guard house.visitor != nil, needsDrawing, ContinuousClock.now - lastDrawn >= frameTime else {
            return
        }
        guard stage.isReady else { return }
        state.now = .now
        stage.present { ink, glyphs in
            state.draw(ink: ink, glyphs: glyphs) { frame, rect in self.shell.draw(into: &frame, rect) }
        }
        needsDrawing = false
        lastDrawn = .now
        tick = state.nextTick.map { lastDrawn + $0 }
    }

    private static func theme(_ name: String, in library: ThemeLibrary) -> Theme {
        do {
            return try library.theme(named: name)
        } catch {
            return .plain
        }
    }
}
