extension Phrases {
    /// Expressions that are read before the others, because parts of them mean something else there.
    static let everyday: [(said: String, meant: String)] = [
        ("backed up", "backedup"), ("backup storage", "backupstorage"), ("backup storages", "backupstorage"),
        ("backup space", "backupstorage"), ("backup disk", "backupstorage"),
        ("backup datastore", "backupstorage"), ("storage for backups", "backupstorage"),
        ("space for backups", "backupstorage"), ("room for backups", "backupstorage"),
        ("the log in", "the log of"), ("log in to", "signin"), ("log into", "signin"), ("log in", "signin"),
        ("sign in", "signin"), ("logged in", "signedin"), ("logged on", "signedin"),
        ("signed in", "signedin"), ("at boot time", "autostart"), ("at boot", "autostart"),
        ("on boot", "autostart"), ("at startup", "autostart"), ("on startup", "autostart"),
        ("going to be full", "forecast full"), ("gonna be full", "forecast full"),
        ("about to be full", "forecast full"), ("full soon", "forecast full"),
        ("come back up", "return"), ("come back online", "return"), ("be back up", "return"),
        ("be back online", "return"), ("come back", "return"), ("be back", "return"),
        ("pull the plug on", "force stop"), ("force shutdown", "force stop"), ("hard off", "force stop"),
    ]
}
