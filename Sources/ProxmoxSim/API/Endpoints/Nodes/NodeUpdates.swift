extension Endpoint {
    /// The packages that could be newer, from the last time that somebody looked.
    static let nodeUpdates = Endpoint(
        method: .get, path: "/nodes/{node}/apt/update",
        access: .privilege("/nodes/{node}", ["Sys.Modify"]), isProtected: true, isProxied: true
    ) { world, call in
        let known = [
            ("pve-manager", "9.2.3", world.profile.release.version, "Proxmox"),
            ("qemu-server", "9.2.7", "9.2.6", "Proxmox"), ("openssl", "3.5.4-1", "3.5.1-1", "Debian"),
            ("curl", "8.14.1-2+deb13u2", "8.14.1-2", "Debian"),
        ]
        let count = Int(call.node.stableHash % UInt64(known.count + 1))
        let rows: [Row] = known.prefix(count).map { name, version, old, origin in
            [
                "Package": .text(name), "Version": .text(version), "OldVersion": .text(old),
                "Origin": .text(origin), "Title": .text(name), "Section": "admin", "Priority": "optional",
                "Arch": "amd64", "Description": .text("An update of \(name)."),
            ]
        }
        return Reply(.rows(rows))
    }

    /// Looks for newer packages.
    static let nodeRefresh = Endpoint(
        method: .post, path: "/nodes/{node}/apt/update",
        parameters: [.boolean("notify"), .boolean("quiet")],
        access: .privilege("/nodes/{node}", ["Sys.Modify"]), isProtected: true, isProxied: true
    ) { world, call in
        Reply(
            world.launch(
                "aptupdate", on: call.node, by: call.principal.id,
                steps: [
                    .say("starting apt-get update"),
                    .say(after: 4, "Hit:1 http://deb.debian.org/debian trixie InRelease"),
                    .say(after: 2, "Reading package lists..."),
                ]))
    }
}
