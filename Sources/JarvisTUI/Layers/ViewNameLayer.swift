import Multiplexer

/// Asks what the present view of the cluster's column is to be called.
struct ViewNameLayer: FormLayer {
    enum Field: Sendable {
        case name
    }

    var form: Form<Field>

    init(_ name: String) {
        form = Form(
            title: "NAME OF THE VIEW", verb: "Keep", advice: "Enter: keep it; one of that name is replaced",
            [
                FormField(.name, text: name, longest: KeptViews.longestName) {
                    KeptViews.name($0) == nil ? "Type a name, or leave with Esc." : nil
                }
            ])
    }

    func taken() -> LayerOutcome {
        guard let name = KeptViews.name(form[.name]) else { return .stay([]) }
        return .closeAndChange { $0.keepView(as: name) }
    }
}
