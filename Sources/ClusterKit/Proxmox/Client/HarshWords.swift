extension GuestAction {
    /// What people say for it that may mean more: pulling the plug, or a hard reset.
    package var harshWords: [String] {
        switch self {
        case .shutdown: ["kill", "halt", "poweroff"]
        case .reboot: ["reset"]
        case .start, .stop, .suspend, .resume, .reset: []
        }
    }
}
