import Jarvis
import Multiplexer
import Screen

/// The commands of the screen, which keys of the configuration are for; the program that has the screen says them.
package enum KnownCommands {
    @TaskLocal package static var all: [Command] = []
}

extension ScreenJudge {
    /// What a screen with themes in these folders and with these commands says.
    package static func of(_ themes: [String], _ commands: [Command]) -> ScreenJudge {
        ScreenJudge(
            theme: { ThemeLibrary.fault(of: $0, in: themes) },
            keys: { KeyBindings($0.keys, of: commands, prefix: $0.ui.prefix).faults })
    }
}
