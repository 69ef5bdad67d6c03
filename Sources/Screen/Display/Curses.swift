import CNCurses
import CPOSIX
import Glibc

/// One screen of ncurses, which writes into memory.
///
/// ncurses blocks while its terminal does, so it gets a file in memory and its bytes are taken from there. It is
/// also kept from reading the terminal and from the process's signals. All calls come from the thread that draws.
final class Curses {
    private let screen: OpaquePointer
    private let memory: Int32
    private let files: [UnsafeMutablePointer<FILE>]
    private let locale: locale_t?
    let window: UnsafeMutablePointer<WINDOW>
    /// How many colour pairs there are besides pair 0; 0 without colours.
    let pairLimit: Int
    /// What ncurses sends to reset the palette (terminfo's `oc`), which nobody here ever changes.
    private let paletteReset: [UInt8]

    init(entry: String) throws(ScreenError) {
        memory = jarvis_memory_file("screen")
        guard memory >= 0, let output = fdopen(memory, "w") else {
            throw .system(call: "memfd_create", code: errno)
        }
        guard let input = fopen("/dev/null", "r") else {
            let code = errno
            fclose(output)
            throw .system(call: "open /dev/null", code: code)
        }
        files = [output, input]
        // ncurses asks the locale whether it may write UTF-8; this thread's says yes whatever the process's says.
        locale = newlocale(1 << LC_CTYPE, "C.UTF-8", nil)
        let before = uselocale(locale)
        defer { uselocale(before) }
        let signals = SignalDispositions([SIGINT, SIGTERM, SIGTSTP, SIGWINCH])
        // LINES and COLUMNS of the environment are not of this terminal. An entry without a size (that of the Linux
        // console) is refused then, and gets the usual size first.
        use_env(false)
        var made = newterm(entry, output, input)
        if made == nil {
            use_env(true)
            made = newterm(entry, output, input)
            use_env(false)
        }
        signals.restore()
        guard let made, let window = jarvis_window() else {
            for file in files { fclose(file) }
            if let locale { freelocale(locale) }
            throw .terminalUnknown(entry)
        }
        screen = made
        self.window = window
        typeahead(-1)
        nonl()
        let hasColors = start_color() == OK && has_colors()
        if hasColors { use_default_colors() }
        pairLimit = hasColors ? min(Int(jarvis_pair_count()) - 1, 32_767) : 0
        paletteReset = jarvis_string_capability("oc").map { Array(String(cString: $0).utf8) } ?? []
    }

    deinit {
        select { delscreen(screen) }
        for file in files { fclose(file) }
        if let locale { freelocale(locale) }
    }

    /// Runs calls of ncurses with this as its screen and with a locale of UTF-8.
    func select<Result>(_ body: () -> Result) -> Result {
        let before = uselocale(locale)
        defer { uselocale(before) }
        set_term(screen)
        return body()
    }

    /// Takes the terminal: what to send for that, a blank screen of this size at its end.
    ///
    /// ncurses begins with the size of LINES and COLUMNS or of terminfo, also when it comes back from `end()`.
    func begin(size: Size) -> [UInt8] {
        select {
            werase(window)
            wnoutrefresh(window)
            doupdate()
        }
        resize(to: size)
        return withoutPaletteReset(takeOutput())
    }

    /// Leaves the terminal to others until the next `begin`: what to send for that.
    func end() -> [UInt8] {
        select { _ = endwin() }
        return takeOutput()
    }

    func resize(to size: Size) {
        select { _ = resize_term(Int32(size.height), Int32(size.width)) }
    }

    /// Takes the bytes written since the last call.
    func takeOutput() -> [UInt8] {
        let count = Int(lseek(memory, 0, SEEK_CUR))
        guard count > 0 else { return [] }
        let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            filled = max(0, pread(memory, buffer.baseAddress, count, 0))
        }
        ftruncate(memory, 0)
        lseek(memory, 0, SEEK_SET)
        return bytes
    }
}

extension Curses {
    private func withoutPaletteReset(_ bytes: [UInt8]) -> [UInt8] {
        guard !paletteReset.isEmpty, let found = bytes.firstRange(of: paletteReset) else { return bytes }
        return Array(bytes[..<found.lowerBound] + bytes[found.upperBound...])
    }
}

/// How the process answers some signals, remembered to be put back after a library has changed it.
private struct SignalDispositions {
    private var kept: [(signal: Int32, action: sigaction)] = []

    init(_ signals: [Int32]) {
        for signal in signals {
            var action = sigaction()
            sigaction(signal, nil, &action)
            kept.append((signal, action))
        }
    }

    func restore() {
        for (signal, action) in kept {
            var action = action
            sigaction(signal, &action, nil)
        }
    }
}
