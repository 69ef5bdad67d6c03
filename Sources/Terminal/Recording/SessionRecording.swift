extension TerminalSession {
    /// Records the session from now on, its screen as it is first; a recording that ran is stopped.
    package func record(_ recording: Recording) {
        let former = loop.emulator.withLock { emulator in
            recording.follow(UnsafeBufferPointer(start: nil, count: 0), emulator)
            return loop.recording.withLock { current in
                defer { current = recording }
                return current
            }
        }
        former?.stop()
        // Nobody else would when the program ended before.
        if exit != nil { recording.stop() }
    }

    /// The recording that runs, or `nil`.
    package var recording: Recording? {
        loop.recording.withLock { $0 }.flatMap { $0.isRunning ? $0 : nil }
    }
}
