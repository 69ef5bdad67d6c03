import Glibc
import House
import Jarvis
import Logging
import Multiplexer
import Screen
import Text

/// The one synchronous loop: owns the interface, and runs on the main thread.
///
/// It waits in poll(2) for keys, for the house's socket, for signals and for events that come home, and draws when
/// something changed.
final class HouseLoop {
    private let house: HouseSocket
    private let signals: SignalPipe
    private let mailbox: Mailbox
    private let effects: Effects
    private let inquiries: Inquiries
    private let interface: Interface
    private let orphans = Orphans()
    /// What the demo shows by itself, at this pace; it begins with the terminal.
    private let tourPace: Double?
    private var tour: Tour?
    private var exit: (code: Int32, text: String)?
    /// When the shell begins that no picture has let begin before; nil once it has.
    private var beginning: ContinuousClock.Instant?
    /// When it was looked last who is attached.
    private var lastLook = ContinuousClock.now
    /// When it lets go of what it only needed to begin; nil once it has.
    private var settling: ContinuousClock.Instant? = .now + .seconds(10)
    /// The house ends and leaves its shells to the next one.
    private(set) var makesWay = false

    /// For how long that counts where something is drawn, and where nothing but news has come.
    private static let attention = Duration.milliseconds(10)
    private static let rest = Duration.milliseconds(100)
    /// For how long a shell waits for the first picture of a terminal that is on its way.
    private static let arrival = Duration.seconds(1)

    init(
        house: HouseSocket, mailbox: Mailbox, effects: Effects, inquiries: Inquiries, interface: Interface,
        isAwaited: Bool, tourPace: Double? = nil
    ) throws(HouseError) {
        self.tourPace = tourPace
        // Programs of a dead house have waited long enough, and are in the first picture.
        beginning = isAwaited && interface.shells.keptCount == 0 ? .now + Self.arrival : .now
        self.house = house
        self.mailbox = mailbox
        self.effects = effects
        self.inquiries = inquiries
        self.interface = interface
        signals = try SignalPipe([
            SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGCHLD, HouseSocket.makeWaySignal,
        ])
        house.programs = { [shells = interface.shells] in shells.processes }
    }

    /// Runs until the house ends, and returns its exit code.
    func run() -> Int32 {
        begin()
        while exit == nil {
            let ready = wait()
            if ready.hasEcho { perform(interface.takeEcho()) }
            // An echo goes first: who is attached was looked at a moment ago, when its key came.
            let sinceLook = ContinuousClock.now - lastLook
            if ready.hasOnlyNews, sinceLook < Self.attention { drawMail() }
            // Nor is it looked at with every word of an answer: nobody is at the door.
            let isSameVisitor = ready.hasOnlyNews && sinceLook < Self.rest ? true : !takeHouseEvents()
            for signal in signals.drain() { obey(signal) }
            if exit == nil, let visitor = house.visitor {
                take(interface.typed(ready.hasKeys && isSameVisitor ? visitor.input : nil))
            }
            showTour()
            // And before the news: they ask the system who runs.
            drawMail()
            begin()
            inquiries.deliver(to: house)
            perform(interface.takeDue())
            if let deadline = orphans.deadline, deadline <= .now { orphans.reap() }
            if beginning == nil { interface.shells.mendKeeper() }
            settle()
        }
        _ = interface.leave()
        house.dismiss(code: exit?.code ?? 0, text: exit?.text ?? "")
        return exit?.code ?? 0
    }

    /// Begins the shell once the terminal that is on its way has its first picture, or at its time.
    private func begin() {
        guard exit == nil, let beginning, house.visitor != nil || beginning <= .now else { return }
        self.beginning = nil
        perform(interface.begin())
    }

    /// Gives back the memory of the beginning, once all that has been drawn and read.
    private func settle() {
        guard let settling, settling <= .now else { return }
        self.settling = nil
        ProgramPages.release()
    }

    /// Takes what happened elsewhere, and draws.
    private func drawMail() {
        for event in mailbox.drain() { perform(interface.receive(event)) }
        if house.visitor != nil { interface.drawWhenDue() }
    }

    /// What there is to do.
    private struct Ready {
        /// Something was typed.
        var hasKeys = false
        /// The program that was typed into last wrote something.
        var hasEcho = false
        /// There is nothing but mail or an echo.
        var hasOnlyNews = false
    }

    /// Waits until there is something to do.
    private func wait() -> Ready {
        var polled = house.descriptors
        polled.append(pollfd(fd: signals.descriptor, events: Int16(POLLIN), revents: 0))
        let mail = polled.count
        polled.append(pollfd(fd: mailbox.descriptor, events: Int16(POLLIN), revents: 0))
        let keys = polled.count
        polled.append(pollfd(fd: house.visitor?.input ?? -1, events: Int16(POLLIN), revents: 0))
        let echo = polled.count
        polled.append(pollfd(fd: interface.shells.echoDescriptor ?? -1, events: Int16(POLLIN), revents: 0))
        if let descriptor = interface.blockedDescriptor {
            polled.append(pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0))
        }
        if let descriptor = interface.shells.keeperDescriptor {
            polled.append(pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0))
        }
        // At the latest after a minute the house looks whether its socket is still there.
        let end = ContinuousClock.now + .seconds(60)
        let deadline = house.visitor == nil ? interface.newsDeadline : interface.deadline
        let next = [deadline, orphans.deadline, tour?.deadline, settling, beginning].compactMap(\.self)
            .reduce(end, min)
        let count = poll(&polled, nfds_t(polled.count), next.milliseconds)
        let isNews = polled[mail].revents != 0 || polled[echo].revents != 0
        return Ready(
            hasKeys: polled[keys].revents != 0, hasEcho: polled[echo].revents != 0,
            hasOnlyNews: count == 1 && isNews)
    }

    /// Takes what happened at the house's door; whether there was anything, after which it may be another terminal.
    private func takeHouseEvents() -> Bool {
        lastLook = .now
        var isAny = false
        while exit == nil, let event = house.next() {
            isAny = true
            switch event {
            case .attached(let visitor): attach(visitor)
            case .resized(let size):
                perform(interface.resize(to: Size(width: size.columns, height: size.rows)))
            case .left: perform(interface.leave())
            case .asked(let inquiry): answer(inquiry)
            case .answered(let inquiry, let words, let testimony):
                inquiries.settle(inquiry, words, testimony)
            case .withdrawn(let inquiry): inquiries.withdraw(inquiry)
            case .guardianLost(let loss):
                effects.warn(of: loss)
                inquiries.warn(of: loss)
            case .orphaned: end(0, "")
            }
        }
        return isAny
    }

    private func obey(_ signal: Int32) {
        guard signal != SIGCHLD else { return orphans.reap() }
        guard signal == HouseSocket.makeWaySignal else {
            return end(128 + signal, "Jarvis was ended by signal \(signal).")
        }
        makesWay = exit == nil
        end(0, "Jarvis made way for another program of its own; `jarvis` shows that one.")
    }

    /// Answers what was typed; any key ends a tour, and means nothing else.
    private func take(_ inputs: [Input]) {
        guard tour != nil, inputs.contains(where: \.isTyped) else { return perform(interface.take(inputs)) }
        tour = nil
        perform(interface.receive(.news(TourCaption(caption: nil))))
    }

    /// Goes on with a tour where its next step is due: its keys take the way of the operator's.
    private func showTour() {
        switch tour?.next(in: interface.state, at: .now) {
        case nil, .wait: break
        case .end: end(0, "The tour is over; `jarvis demo` gives you the keyboard.")
        case .step(let step):
            perform(interface.receive(.news(TourCaption(caption: step.caption))))
            var decoder = KeyDecoder()
            for key in step.keys.utf8 { perform(interface.take(decoder.feed([key][...]) + decoder.flush())) }
        }
    }

    private func attach(_ visitor: Visitor) {
        do throws(ScreenError) {
            perform(try interface.enter(visitor))
            tour = tourPace.map { Tour(at: .now, pace: $0) }
        } catch {
            house.dismiss(code: error.status.rawValue, text: error.description)
        }
    }

    private func answer(_ inquiry: Inquiry) {
        switch inquiry.name {
        case Inquiry.killHouse:
            house.finish(inquiry)
            end(0, "Jarvis was ended by jarvis kill-house.")
        case Inquiry.runningPrograms:
            let lines = interface.runningPrograms
            if !lines.isEmpty { house.reply(to: inquiry, lines.joined(separator: "\n") + "\n") }
            house.finish(inquiry)
        case ScreenPicture.errand:
            guard let picture = ScreenPicture(inquiry.arguments) else {
                return house.finish(
                    inquiry, code: ExitStatus.usage.rawValue, text: "This is no picture that a house draws.")
            }
            house.reply(to: inquiry, interface.text(of: picture))
            house.finish(inquiry)
        default: inquiries.answer(inquiry)
        }
    }

    private func perform(_ asked: [OuterEffect]) {
        for effect in asked {
            switch effect {
            case .work(let work) where work.value is PictureOrder:
                PictureOrder.carryOut(interface.text(of: PictureOrder.picture), interface.mailbox)
            case .work(let work):
                guard let effect = work.kit else {
                    Logger.house.error("Nobody does this work: \(work.value)")
                    continue
                }
                effects.perform(effect, by: house.attendant?.description)
            case .session(.suspend): leave(.suspended)
            case .session(.detach): depart()
            case .session(.endHouse): end(0, interface.state.house.isDemo ? "The demo has ended." : "")
            // The column of a house always has a shell.
            case .session(.endShells): break
            }
        }
    }

    /// Gives the terminal back; a demo ends with that, and asks first where programs run.
    private func depart() {
        guard interface.state.house.isDemo else { return leave(.asked) }
        perform(interface.receive(.news(DemoDeparture(programs: interface.runningPrograms))))
    }

    private func leave(_ departure: Departure) {
        let asked = interface.leave()
        house.detach(departure)
        perform(asked)
    }

    private func end(_ code: Int32, _ text: String) {
        exit = exit ?? (code, text)
    }
}
