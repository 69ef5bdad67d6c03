/// What somebody keeps in the state from one event to the next: a panel, or the application for several of them.
package protocol Kept: Sendable {
    /// What it begins with.
    init()
}

/// What is kept, by its type.
package struct KeptValues: Sendable {
    private var values: [ObjectIdentifier: any Sendable] = [:]

    package init() {}

    package subscript<Value: Kept>(type: Value.Type) -> Value {
        get { values[ObjectIdentifier(type)] as? Value ?? Value() }
        _modify {
            // Taken out meanwhile, so that what is changed is not copied.
            var value = values.removeValue(forKey: ObjectIdentifier(type)) as? Value ?? Value()
            defer { values[ObjectIdentifier(type)] = value }
            yield &value
        }
    }
}

/// Something that happened and is not the screen's own: taken in by who knows what it means.
package protocol News: Sendable {
    /// Takes it in; returns what is to be done about it.
    func enter(_ state: inout AppState) -> [Effect]
}
