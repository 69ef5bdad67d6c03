import AIKit
import ClusterKit
import CommandLine
import FoundationEssentials
import Glibc
import HTTP
import House
import Jarvis
import Logging
import Memory
import Multiplexer
import ProxmoxSim
import Screen
import Settings
import Text

/// Puts a house together: configuration, memory, clusters, butler, shells and loop.
struct Composition {
    let start: HouseStart
    let environment: [String: String]
    let folders: Folders

    /// Builds the house and lives in it; returns its exit code.
    static func run(_ start: HouseStart) -> Int32 {
        let environment = ProcessEnvironment.current
        let composition = Composition(
            start: start, environment: environment, folders: Folders(environment: environment))
        do {
            return try composition.live()
        } catch {
            let ending = Errand.Ending(error)
            start.refuse(ending.text)
            return ending.code
        }
    }

    var isDemo: Bool { start.rest.contains(HouseMark.demo) }

    private func live() throws -> Int32 {
        HouseLog.begin(start)
        // A file at its allowed size and a log that nobody reads any more are errors of a write, not deaths.
        for number in [SIGXFSZ, SIGPIPE] { signal(number, SIG_IGN) }
        let settings =
            isDemo
            ? Configuration() : try Configuration.read(file: folders.configurationFile) ?? Configuration()
        let file = ConfigurationWatch(file: folders.configurationFile, screen: screen)
        // Before any thread begins: the environment is this process's own until then.
        leaveSecretsBehind(settings)
        let mailbox = try Mailbox()
        let build = { [self] in
            Blocking.begin { try await Parts.build(settings, self, mailbox) }
        }
        // What takes longest is made meanwhile: that of a demo is its own, all else belongs to whoever has the socket.
        let early = isDemo ? build() : nil
        let terminals = terminalDatabase()
        let socket = try HouseSocket(start, version: Version.text)
        let building = early ?? build()
        let themes = try ThemeLibrary(folders: ThemeFolders.all(folders))
        let stage = Stage(settings: settings.ui, terminals: terminals)
        let missingTheme = Self.missingTheme(settings.ui.theme, in: themes)
        let shells = ShellSessions(
            settings: settings.shell, environment: shellEnvironment(settings),
            recordings: RecordingFolder(settings: settings.shell, state: folders.state), mailbox: mailbox,
            keeping: ShellKeeping(start, version: Version.text, guardians: socket.guardians))
        let parts = try building.wait()
        let effects = Effects(estate: parts.estate, simulator: parts.simulator, mailbox: mailbox)
        let loop = try HouseLoop(
            house: socket, mailbox: mailbox, effects: effects,
            inquiries: Inquiries(estate: parts.estate, mailbox: mailbox),
            interface: Interface(
                state: state(settings, parts, themes), stage: stage, shells: shells, themes: themes,
                mailbox: mailbox),
            isAwaited: start.isAwaited, tourPace: HouseMark.tourPace(in: start.rest))
        // The terminal is on its way while the watch begins.
        try start.ready()
        let news = HouseReturn(fate: start.fate, legacy: shells.legacy, shells: shells.keptCount)
        let watch = effects.begin(
            news: [news.line(at: .now)].compactMap(\.self))
        for sentence in parts.warnings + missingTheme {
            mailbox.send(.notice(sentence, .warning))
        }
        let reload = SettingsReload(estate: parts.estate, mailbox: mailbox, environment: environment)
        let reloading = isDemo ? nil : Task { @concurrent in await reload.run(file, counting: settings) }
        let code = loop.run()
        reloading?.cancel()
        if loop.makesWay { shells.makeWay() } else { shells.endAll() }
        try shutDown(watch, parts).run {
            guard !loop.makesWay else { return socket.close() }
            if !shells.waitForEnd(within: .seconds(3)) {
                Logger.house.warning("Not every program of the shell ended in time.")
            }
            shells.dismissKeeper()
            socket.close()
        }
        return code
    }

    /// What the screen says of a configuration, whenever it is asked.
    private var screen: ScreenJudge { .of(ThemeFolders.all(folders), HouseScreen.catalog.defaults) }

    /// Where the terminfo entries go that terminals bring in folders of their own.
    private func terminalDatabase() -> TerminalDatabase? {
        do {
            return try TerminalDatabase(folder: start.address.state + "/terminfo")
        } catch {
            Logger.house.warning("Terminals with a terminfo entry of their own are not known: \(error)")
            return nil
        }
    }

    func state(_ settings: Configuration, _ parts: Parts, _ themes: ThemeLibrary) -> AppState {
        let now = Moment.now
        var state = AppState(
            settings: settings.ui, clusters: parts.estate.sites.map(\.name), themes: themes.names,
            mind: parts.mind, now: now, wallClock: WallClock(at: now.epoch))
        state.bind(settings.keys)
        state.goesOn = start.fate != nil
        if parts.simulator != nil {
            state.shellNote = "this machine's own"
            state.house.scenarios = Scenario.all.map { ScenarioChoice(name: $0.name, help: $0.help) }
        }
        state.house.greeted = parts.remembered[.greeted]
        state.house.views = KeptViews(reading: parts.remembered[.views] ?? "")
        state.widths = ColumnWidths(reading: parts.remembered[.columns] ?? "")
        state.widths.hasInstruments = settings.ui.instruments
        if let mode = parts.remembered[.mode].flatMap(VisualMode.init(rawValue:)) { state.mode = mode }
        if let theme = parts.remembered[.theme], themes.names.contains(theme) { state.theme = theme }
        return state
    }

    private static func missingTheme(_ name: String, in library: ThemeLibrary) -> [String] {
        do throws(SettingsError) {
            _ = try library.theme(named: name)
            return []
        } catch {
            return ["\(error) Until then there are the terminal's own colours only."]
        }
    }

    /// The steps of ending, each with the time it may take.
    private func shutDown(_ watch: Task<Void, Never>, _ parts: Parts) -> Shutdown {
        Shutdown([
            Shutdown.Step("stop watching", within: .seconds(1)) {
                watch.cancel()
                await watch.value
            },
            Shutdown.Step("let go of foreign servers", within: .seconds(4)) {
                await parts.estate.foreign.close()
            },
            Shutdown.Step("stop the simulator", within: .seconds(1)) { await parts.simulator?.stop() },
            Shutdown.Step("close the memory", within: .seconds(3)) {
                await Self.close(parts.estate.store)
            },
        ])
    }

    /// Tells how the audit log ends, and closes the memory, which writes back what stands in its log alone.
    private static func close(_ store: Store) async {
        do throws(MemoryError) {
            if !store.isTemporary, let anchor = try await store.audit.anchor() {
                Logger.house.notice("The audit log's anchor is \(anchor)")
            }
        } catch {
            Logger.house.error("The end of the audit log is not known: \(error)")
        }
        do throws(MemoryError) {
            try await store.close()
        } catch {
            Logger.house.error("The memory was not closed cleanly: \(error)")
        }
    }

    /// Takes what no child may inherit out of this process's environment; `environment` has it still, for the
    /// secrets to be read from.
    private func leaveSecretsBehind(_ settings: Configuration) {
        // The service manager's socket is wanted until the house is open.
        let own = Configuration.housesOwnVariables.subtracting(["NOTIFY_SOCKET"])
        for name in settings.secretVariables.union(own) { unsetenv(name) }
    }

    /// What the shell column's programs find around them.
    private func shellEnvironment(_ settings: Configuration) -> [String: String] {
        var variables = settings.forChildren(environment)
        variables[HouseStart.insideMark] = start.address.state
        return variables
    }
}
