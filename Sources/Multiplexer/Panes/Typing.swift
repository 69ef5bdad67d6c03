import Screen
import Terminal

/// The pane that was typed into last: the loop reads what its program answers, without another thread between.
package struct TypedPane {
    package let pane: PaneID
    package let session: TerminalSession
}

extension ShellSessions {
    /// Hands what was typed to the program of a pane, and waits for its echo.
    package func type(_ inputs: [Input], into pane: PaneID) {
        guard let session = self[pane] else { return }
        for input in inputs { session.send(input, to: pane) }
        if typed?.session !== session.session {
            typed?.session.unattend()
            typed = TypedPane(pane: pane, session: session.session)
        }
        session.session.attend()
    }

    /// What to poll for POLLIN, to call ``readEcho()`` then.
    package var echoDescriptor: Int32? { typed?.session.attendedDescriptor }

    /// Reads what the program wrote that was typed into last; its pane, when that changed its screen.
    package func readEcho() -> PaneID? {
        guard let typed, typed.session.serve() else { return nil }
        return typed.pane
    }
}
