/// What the operator wants of what Jarvis remembers.
package enum FactOrder: Sendable, Hashable {
    case remember
    case forget
    case pin
}
