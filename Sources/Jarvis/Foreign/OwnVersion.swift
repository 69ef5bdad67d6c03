/// The version of this program, as it tells others.
package enum OwnVersion {
    package static let text = "0.1.0"
}
