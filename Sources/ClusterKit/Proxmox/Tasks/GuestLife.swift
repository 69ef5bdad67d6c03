/// What tells one run of a guest from the next.
struct GuestLife {
    var status: GuestStatus
    var uptime: Duration?
    /// Of the process on its node.
    var pid: Int?

    init(status: GuestStatus, uptime: Duration? = nil, pid: Int? = nil) {
        self.status = status
        self.uptime = uptime
        self.pid = pid
    }

    init(_ detail: GuestDetail) {
        self.init(status: detail.guest.status, uptime: detail.guest.uptime, pid: detail.pid)
    }

    /// It was started since the other look: another process, or one that is younger than it was.
    ///
    /// What is not known is no.
    func isAnew(since before: GuestLife?) -> Bool {
        guard let before else { return false }
        if before.status == .stopped { return status != .stopped }
        if let pid, let earlier = before.pid, pid != earlier { return true }
        guard let uptime, let earlier = before.uptime else { return false }
        return uptime < earlier
    }
}
