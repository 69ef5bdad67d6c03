import ClusterKit
import CommandLine
import Glibc
import House
import Jarvis
import Multiplexer
import ProxmoxSim
import Screen
import Settings

/// The screen of a demo that is begun for the picture alone, without a terminal and without a shell.
enum DemoPicture {
    /// How long the simulated cluster may take to tell of itself.
    private static let patience = Duration.seconds(20)

    static func text(of picture: ScreenPicture) throws -> String {
        let environment = ProcessEnvironment.current
        let folders = Folders(environment: environment)
        let composition = Composition(
            start: HouseStart(address: .standard(), listens: false, rest: [HouseMark.demo]),
            environment: environment, folders: folders)
        var settings = Configuration()
        settings.ui = try Configuration.read(file: folders.configurationFile)?.ui ?? settings.ui
        let mailbox = try Mailbox()
        let parts = try Blocking.wait { [settings] in
            try await Composition.Parts.build(settings, composition, mailbox)
        }
        let themes = try ThemeLibrary(folders: ThemeFolders.all(folders))
        var state = composition.state(settings, parts, themes)
        let watch = Effects(estate: parts.estate, simulator: parts.simulator, mailbox: mailbox).begin()
        let deadline = ContinuousClock.now + patience
        while !state.cluster.snapshot.isAnswered {
            guard deadline > .now else {
                // A part is better than nothing.
                guard state.cluster.snapshot.guests.isEmpty else { break }
                throw HouseError.noAnswer(process: nil)
            }
            var polled = pollfd(fd: mailbox.descriptor, events: Int16(POLLIN), revents: 0)
            poll(&polled, 1, deadline.milliseconds)
            for event in mailbox.drain() { _ = state.update(event, at: .now) }
        }
        let text = picture.text(of: state, in: Interface.theme(state.theme, in: themes)) { _, _, _ in }
        watch.cancel()
        try Blocking.wait {
            await watch.value
            await parts.simulator?.stop()
            try await parts.estate.store.close()
        }
        return text
    }
}

extension ClusterSnapshot {
    /// Whether all that is asked at a start was answered, and nothing of it is open.
    fileprivate var isAnswered: Bool {
        let isOpen = freshness.contains { section, answers in
            section.node == nil && answers.lastGood == nil && answers.lastError == nil
        }
        return !guests.isEmpty && !isOpen && Judgement(of: self, at: .now).unknown.isEmpty
    }
}
