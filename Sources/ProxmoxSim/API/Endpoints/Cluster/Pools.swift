extension Endpoint {
    /// The pools that guests are sorted into.
    static let pools = Endpoint(method: .get, path: "/pools", access: .everyone) { world, call in
        let visible = world.pools.filter { call.principal.may("/pool/\($0)", "Pool.Audit") }
        return Reply(.rows(visible.map { ["poolid": .text($0)] }))
    }
}
