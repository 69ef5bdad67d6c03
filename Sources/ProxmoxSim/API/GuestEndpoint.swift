extension Endpoint {
    /// An endpoint below a guest, the same for both kinds of guest.
    static func guests(
        _ method: Method, _ path: String, _ parameters: [Parameter] = [], needs privileges: [String],
        kinds: [GuestKind] = GuestKind.allCases, isProtected: Bool = true, isProxied: Bool = true,
        answer: @escaping @Sendable (inout World, Call, Guest) throws(Refusal) -> Reply
    ) -> [Endpoint] {
        kinds.map { kind in
            Endpoint(
                method: method, path: "/nodes/{node}/\(kind.rawValue)/{vmid}/\(path)",
                parameters: parameters, access: .privilege("/vms/{vmid}", privileges),
                isProtected: isProtected, isProxied: isProxied
            ) { world, call throws(Refusal) in
                try answer(&world, call, try world.guest(call.vmid, kind, on: call.node))
            }
        }
    }
}

extension Reply {
    /// The name of a task that was begun.
    init(_ upid: UPID) {
        self.init(.text(upid.description))
    }

    /// What calls without a result answer.
    static let nothing = Reply(.null)
}
