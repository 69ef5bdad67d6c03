/// Asks what a tab is to be called.
package struct RenameLayer: FormLayer {
    package enum Field: Sendable {
        case name
    }

    package var form: Form<Field>

    package init(_ name: String) {
        form = Form(
            title: "NAME OF THE TAB", verb: "Rename", advice: "Enter: take it; empty, it goes by its program",
            [FormField(.name, text: name, longest: 64)])
    }

    package func taken() -> LayerOutcome {
        let name = form[.name]
        return .closeAndChange { state in
            state.shell.tab.name = name.isEmpty ? nil : name
            return []
        }
    }
}
