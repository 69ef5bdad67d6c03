import Screen
import Settings
import Testing

@testable import CommandLine
@testable import JarvisTUI
@testable import Multiplexer

@Suite struct SettingsTakeoverTests {
    private let before = ScreenSettings(ui: InterfaceSettings(), shell: ShellSettings())

    @Test func `what was changed in the file counts, and is remembered as a choice`() {
        var state = Sample.state(mode: .jarvis)
        state.themes = ["amber", "cyan"]
        var settings = before
        settings.ui.theme = "cyan"
        settings.ui.mode = .ops
        settings.ui.prefix = "b"
        let effects = state.update(.kit(.settings(settings, were: before)), at: Sample.start)
        #expect(state.theme == "cyan" && state.mode == .ops && state.prefix == "b")
        #expect(
            effects == [
                .screen(.useSettings(settings)), .screen(.useTheme("cyan")),
                .kit(.remember(.mode, "ops")), .kit(.remember(.theme, "cyan")),
            ])
    }

    @Test func `what was not changed in the file stays as a key has chosen it`() {
        var state = Sample.state(mode: .minimal)
        state.theme = "cyan"
        var settings = before
        settings.shell.scrollback = 5
        let effects = state.update(.kit(.settings(settings, were: before)), at: Sample.start)
        #expect(state.theme == "cyan" && state.mode == .minimal)
        #expect(effects == [.screen(.useSettings(settings))])
    }

    @Test func `who answers is named anew`() {
        var state = Sample.state()
        _ = state.update(.kit(.mind("qwen3")), at: Sample.start)
        #expect(state.picture().text.contains("qwen3"))
    }
}
