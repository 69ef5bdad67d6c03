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

    /// Looks until the surrounding task is cancelled.
    func run(_ watch: ConfigurationWatch) async {
        var watch = watch
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
                await tell(["The configuration file is gone; what it said goes on to count."], .warning)
            case .mistaken(let mistakes):
                await tell(
                    ["config.yaml is not taken over: \(mistakes[0].inFile)"]
                        + mistakes.dropFirst().map(\.inFile), .warning)
            case .changed(let settings, let before, let changes):
                await takeOver(settings, were: before, changes)
            }
        }
    }

    private func takeOver(
        _ settings: Configuration, were before: Configuration, _ changes: [SettingChange]
    ) async {
        var changes = changes
        if settings.ai != estate.settings.ai {
            do throws(ConfigurationError) {
                let mind = try await settings.ai.mind(environment: environment)
                await estate.use(mind, of: settings.ai)
                mailbox.send(.kit(.mind(mind.provider.model.rawValue)))
            } catch {
                changes.removeAll { $0.counts == .nextQuestion }
                await tell(["The mind stays as it was: \(error)."], .warning)
            }
        }
        let (new, old) = (ScreenSettings(settings), ScreenSettings(before))
        if new != old { mailbox.send(.kit(.settings(new, were: old))) }
        let text = TakeoverText(changes)
        if !changes.isEmpty { await tell(text.sentences, text.waitsForRestart ? .warning : .notice) }
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
        self.init(ui: configuration.ui, shell: configuration.shell)
    }
}
