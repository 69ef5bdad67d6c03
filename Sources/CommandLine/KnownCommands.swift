import Jarvis
import Multiplexer
import Screen

/// What keys of the configuration may be given to; the program that has the screen says them.
package enum KnownCommands {
    @TaskLocal package static var all: [any Bindable] = []
}

extension ScreenJudge {
    /// What a screen with themes in these folders and with these commands says.
    package static func of(_ themes: [String], _ commands: [any Bindable]) -> ScreenJudge {
        ScreenJudge(
            theme: { ThemeLibrary.fault(of: $0, in: themes) },
            keys: { KeyBindings($0.keys, of: commands, prefix: $0.ui.prefix).faults })
    }
}
