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

    init(entry: String, size: Size) throws(ScreenError) {
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
        use_env(false)
        let made = newterm(entry, output, input)
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
        resize_term(Int32(size.height), Int32(size.width))
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
