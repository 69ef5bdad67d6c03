import Screen
import Text

/// Work that the state asks for; done elsewhere, and what comes of it comes home as an `Event`.
package enum Effect: Sendable, Equatable {
    /// Done beside the loop, by the application.
    case work(Work)
    /// Done by the ``Interface``, with the display and the shells that it owns.
    case screen(ScreenEffect)
    /// Done by the loop that runs the interface.
    case session(SessionEffect)
}

/// What the interface leaves to the loop that runs it.
package enum OuterEffect: Sendable, Equatable {
    case work(Work)
    case session(SessionEffect)
}

/// Work that only the application knows.
package struct Work: Sendable, Equatable {
    package let value: any Sendable & Equatable

    package init(_ value: some Sendable & Equatable) {
        self.value = value
    }

    package static func == (one: Work, other: Work) -> Bool {
        one.value.equals(other.value)
    }
}

extension Equatable {
    fileprivate func equals(_ other: any Equatable) -> Bool {
        self == other as? Self
    }
}

/// A look into a pane that only the application knows.
package struct Visit: Sendable, Equatable {
    package let value: any PaneVisit

    package init(_ value: some PaneVisit) {
        self.value = value
    }

    package static func == (one: Visit, other: Visit) -> Bool {
        one.value.equals(other.value)
    }
}

/// A look into a pane, and what comes of it; equal ones do the same.
package protocol PaneVisit: Sendable, Equatable {
    /// Looks; `nil` where the pane is no more.
    func look(into session: PaneSession?) -> Event
}

/// Work with the shell and the display.
package enum ScreenEffect: Sendable, Equatable {
    /// Keys for a pane of the shell, to be put in the form its program asked for.
    case shellInput([Input], PaneID)
    /// Give a pane a paste that was asked about.
    case paste(Paste, PaneID)
    /// Look at lines that scrolled away (positive) or at newer ones.
    case scrollShell(PaneID, lines: Int)
    /// Begin copy mode in a pane and run a command of it by its id.
    case copyMode(PaneID, String?)
    /// Choose text with the mouse, at a cell of the pane or beyond its edges.
    case choose(Mouse, PaneID)
    /// The mouse that chooses rests at an edge: move the view by lines again and again, up by negative ones.
    case holdDrag(Mouse, PaneID, lines: Int)
    /// End the modes that programs left on in a pane, and draw everything anew.
    case resetPane(PaneID)
    /// Ring the bell of the terminal in front of the user.
    case ring
    /// Have that terminal call the user to what has begun, as far as the settings allow: bell and notice.
    case alert(String)
    /// Have that terminal tell the user something; a title that may be empty, and a text.
    case notify(String, String)
    /// Copy what the last command in a pane printed.
    case copyLastOutput(PaneID)
    /// Look into a pane, and hear what comes of it.
    case visit(PaneID, Visit)
    /// Give text to the clipboard of the machine where the terminal is.
    case copyToClipboard(String)
    /// Ask about an address, with what can open it here.
    case offerAddress(String)
    case openAddress(String, Browser)
    /// Begin to record a pane to a file called by its tab's name, or end that.
    case toggleRecording(PaneID, name: String)
    /// Begin a pane's program at this size, in the folder of another pane.
    ///
    /// With a file it is the editor, on that file.
    case startShell(PaneID, Size, beside: PaneID?, file: FilePlace? = nil)
    /// End the program of a pane that is no more.
    case endShell(PaneID)
    /// Close panes, after a question where programs run in them.
    case closePanes([PaneID])
    case useTheme(String)
    /// Go by other settings from now on.
    case useSettings(ScreenSettings)
    /// Draw everything anew.
    case redraw
}

/// Work with the house, or with the process where there is none.
package enum SessionEffect: Sendable, Equatable {
    case suspend
    case detach
    case endHouse
    /// The last pane is closed, where there is nothing but the shell; with how it ended.
    case endShells(PaneEnding?)
}

/// Something that happened: the only way into the state.
package enum Event: Sendable {
    /// What was typed, clicked or pasted, in order.
    case input([Input])
    /// A display is there, of that size.
    case attached(Size)
    case resized(Size)
    case detached
    /// The time `AppState.nextTick` asked for has come.
    case tick
    /// What is not the screen's own.
    case news(any News)
    case shell(PaneID, ShellReport)
    /// The shells of a dead house go on in these panes; how they stood in it.
    case shellsTakenBack(ShellKeepsake, Set<PaneID>)
    /// A paste for a pane of the shell would press Enter there.
    case pasteQuestion(Paste, PaneID)
    /// Panes are to be closed in which these programs run.
    case closeQuestion([PaneID], programs: [String])
    /// Panes are to be closed in which nothing runs.
    case closePanes([PaneID])
    /// A file that was named in the shell is to be opened.
    case openFile(FilePlace)
    /// An address was chosen in the shell: untrusted.
    case link(String)
    /// An address may be opened, by this browser or by none.
    case linkQuestion(String, Browser?)
    /// Text was copied in the shell.
    case copied(String)
    /// One sentence for the bottom line.
    case notice(String, Severity)
}
