/// A resource pool: a named set of guests and storages.
package struct Pool: Sendable, Hashable, Identifiable {
    package var name: PoolName

    package var id: PoolName { name }

    package init(name: PoolName) {
        self.name = name
    }
}
