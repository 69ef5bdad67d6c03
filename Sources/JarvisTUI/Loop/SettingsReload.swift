import Jarvis
import Memory
import Multiplexer
import Screen
import Settings
import Text

/// Takes over what the operator changes in the configuration file while the house runs.
struct SettingsReload: Sendable {
    let estate: Estate
    let mailbox: Mailbox
    /// Where secrets are looked for.
    let environment: [String: String]

    /// Between two looks at the file.
    private static let pause = Duration.seconds(1)

    /// Looks until the surrounding task is cancelled; `configuration` is what counts at first.
    func run(_ watch: ConfigurationWatch, counting configuration: Configuration) async {
        var (watch, counting) = (watch, configuration)
        var isGone = false
        let mistakes = watch.mistakenKeys
        if !mistakes.isEmpty { await tell(mistakes.map { "Not taken over: \($0.inFile)." }, .warning) }
        while true {
            do {
                try await Task.sleep(for: Self.pause, tolerance: .milliseconds(500))
            } catch {
                // Only cancellation ends a sleep early.
                return
            }
            switch watch.look() {
            case nil: break
            case .gone:
                isGone = true
                await tell(["The configuration file is gone; what it said goes on to count."], .warning)
            case .mistaken(let mistakes):
                await tell(mistakes.map { "Not taken over: \($0.inFile)." }, .warning)
            case .written(let settings):
                await takeOver(settings, &counting, isBack: isGone)
                isGone = false
            }
        }
    }

    /// Takes over what differs from what counts; whatever could not be before is tried again.
    private func takeOver(_ settings: Configuration, _ counting: inout Configuration, isBack: Bool) async {
        let changes = Configuration.table.changes(from: counting, to: settings)
        var faults: [String] = []
        var sentences = isBack ? ["The configuration file is there again."] : []
        if settings.ai != counting.ai {
            let mind = await settings.ai.mind(environment: environment)
            await estate.use(mind, of: settings.ai)
            // A key that could not be read is tried again when the file is saved.
            if mind.faults.isEmpty { counting.ai = settings.ai }
            mailbox.send(.kit(.mind(mind.preferred.provider.model.rawValue)))
            faults = mind.faults
        }
        if settings.safety != counting.safety {
            estate.use(settings.safety)
            counting.safety = settings.safety
        }
        if settings.mcp != counting.mcp {
            await estate.use(settings.mcp)
            counting.mcp = settings.mcp
        }
        let (new, old) = (ScreenSettings(settings), ScreenSettings(counting))
        if new != old { mailbox.send(.kit(.settings(new, were: old))) }
        (counting.ui, counting.shell, counting.keys) = (settings.ui, settings.shell, settings.keys)
        let text = TakeoverText(changes)
        let isPartial = settings.ai != counting.ai || text.waitsForRestart
        sentences += faults + text.sentences
        if !sentences.isEmpty { await tell(sentences, isPartial ? .warning : .notice) }
    }

    /// On the last line and, for whoever looks later, in the feed.
    private func tell(_ sentences: [String], _ severity: EventRecord.Severity) async {
        mailbox.send(.notice(sentences.joined(separator: " "), Severity(severity)))
        let rest = sentences.dropFirst().joined(separator: " ")
        await estate.feed.add([
            EventRecord(
                time: .now, severity: severity, origin: .system, kind: "house.settings", subject: nil,
                cluster: nil, title: sentences[0], detail: rest.isEmpty ? nil : rest)
        ])
    }
}

extension SettingsError {
    /// The same without the folder, which the operator knows.
    fileprivate var inFile: String {
        var error = self
        error.file = error.file.split(separator: "/").last.map(String.init) ?? error.file
        return error.description
    }
}

extension ScreenSettings {
    init(_ configuration: Configuration) {
        self.init(ui: configuration.ui, shell: configuration.shell, keys: configuration.keys)
    }
}
