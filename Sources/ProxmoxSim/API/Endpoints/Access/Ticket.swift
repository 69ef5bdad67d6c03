extension Endpoint {
    /// Gives a ticket for a password, in two steps when a second factor is asked for.
    static let ticket = Endpoint(
        method: .post, path: "/access/ticket",
        parameters: [
            .text("username").required, .text("password").required, .text("realm"), .text("otp"),
            .text("tfa-challenge"), .text("path"), .text("privs"), .boolean("new-format"),
        ], access: .world, isProtected: true, allowsToken: false
    ) { world, call throws(Refusal) in
        let name = call["username"] ?? ""
        let user = name.contains("@") ? name : "\(name)@\(call["realm"] ?? "pam")"
        let password = call["password"] ?? ""
        if let challenge = call["tfa-challenge"] {
            guard world.gate.accepts(challenge: challenge, for: user, at: world.now),
                world.accepts(code: password)
            else { throw .badPassword }
            return world.grant(user)
        }
        guard user == world.gate.credentials.user, world.accepts(password: password, of: user) else {
            throw .badPassword
        }
        guard world.gate.requiresTOTP, !password.hasPrefix("PVE:") else { return world.grant(user) }
        if let code = call["otp"] {
            guard world.accepts(code: code) else { throw .badPassword }
            return world.grant(user)
        }
        return Reply([
            "username": .text(user), "ticket": .text(world.gate.challenge(for: user, at: world.now)),
            "NeedTFA": 1,
            "CSRFPreventionToken": .text(world.gate.preventionToken(for: user, at: world.now)),
        ])
    }

    /// What the caller may do, by path.
    static let permissions = Endpoint(
        method: .get, path: "/access/permissions", parameters: [.text("path"), .text("userid")],
        access: .everyone
    ) { world, call in
        let paths = [
            "/", "/access", "/access/groups", "/mapping", "/nodes", "/pool", "/sdn", "/storage", "/vms",
        ]
        var row: Row = [:]
        for path in call["path"].map({ [$0] }) ?? paths {
            guard let role = call.principal.role(at: path) else { continue }
            let cells = role.privileges(in: world.profile).map { (key: $0, value: Datum.int(1)) }
            row[path] = .row(Row(cells))
        }
        return Reply(.row(row))
    }
}

extension Refusal {
    fileprivate static let badPassword = Refusal(
        status: 401, message: "authentication failure", wait: .refusal)
}

extension World {
    /// A password, or a ticket of the same user in its place.
    fileprivate func accepts(password: String, of user: String) -> Bool {
        guard password.hasPrefix("PVE:") else { return password == gate.credentials.password }
        guard let owner = try? gate.principal(ticket: password, profile: profile, at: now) else {
            return false
        }
        return owner.user == user
    }

    /// A one-time code of this half minute or a neighbouring one, with or without `totp:`.
    fileprivate func accepts(code: String) -> Bool {
        let digits = code.hasPrefix("totp:") ? String(code.dropFirst(5)) : code
        return [-30, 0, 30].contains { offset in
            Seal.code(secret: gate.credentials.totpSecret, at: now + offset) == digits
        }
    }

    /// The whole ticket.
    fileprivate func grant(_ user: String) -> Reply {
        let privileges = Role.administrator.privileges(in: profile)
        func capabilities(_ prefix: String) -> Datum {
            let cells = privileges.filter { $0.hasPrefix(prefix) }.map { (key: $0, value: Datum.int(1)) }
            return .row(Row(cells))
        }
        return Reply([
            "username": .text(user), "ticket": .text(gate.ticket(for: user, at: now)),
            "CSRFPreventionToken": .text(gate.preventionToken(for: user, at: now)),
            "clustername": nodes.count > 1 ? .text(clusterName) : nil,
            "cap": [
                "vms": capabilities("VM."), "nodes": capabilities("Sys."),
                "storage": capabilities("Datastore."), "dc": capabilities("Sys."),
                "sdn": capabilities("SDN."), "mapping": capabilities("Mapping."),
                "access": capabilities("User."),
            ],
        ])
    }
}
