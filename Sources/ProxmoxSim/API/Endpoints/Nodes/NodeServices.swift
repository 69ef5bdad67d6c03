extension Endpoint {
    /// The services that make a node.
    static let nodeServices = Endpoint(
        method: .get, path: "/nodes/{node}/services",
        access: .privilege("/nodes/{node}", ["Sys.Audit"]), isProtected: true, isProxied: true
    ) { world, call in
        let names = [
            ("chrony", "chrony, an NTP client/server"), ("corosync", "Corosync Cluster Engine"),
            ("cron", "Regular background program processing daemon"),
            ("postfix", "Postfix Mail Transport Agent"), ("pve-cluster", "The Proxmox VE cluster filesystem"),
            ("pve-firewall", "Proxmox VE firewall"), ("pve-ha-crm", "PVE Cluster HA Resource Manager Daemon"),
            ("pve-ha-lrm", "PVE Local HA Resource Manager Daemon"), ("pvedaemon", "PVE API Daemon"),
            ("pveproxy", "PVE API Proxy Server"), ("pvestatd", "PVE Status Daemon"),
            ("sshd", "OpenBSD Secure Shell server"), ("syslog", "System Logging Service"),
        ]
        let rows: [Row] = names.map { name, description in
            let isAbsent = name == "syslog"
            return [
                "service": .text(name), "name": .text(name), "desc": .text(description),
                "state": isAbsent ? "dead" : "running", "active-state": isAbsent ? "inactive" : "active",
                "unit-state": isAbsent ? "not-found" : "enabled",
            ]
        }
        return Reply(.rows(rows.shuffled(using: &world.random)))
    }
}
