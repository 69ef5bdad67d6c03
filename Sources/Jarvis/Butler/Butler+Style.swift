import AIKit
import FoundationEssentials
import Memory

/// How he speaks, and what left last.
extension Butler {
    /// What is said to `/style` and the words behind it.
    package func chooseStyle(_ words: String) async -> String {
        await styles.reply(to: words)
    }

    var styles: StyleDesk {
        StyleDesk(preferences: store.preferences, configured: counsel.mind.style)
    }

    /// What left last to a model; `nil` before anything did.
    package nonisolated var lastRequest: SentRequest? { last.request }

    /// How he is to speak from now on.
    func wantedStyle() async -> ButlerStyle {
        do throws(MemoryError) {
            return try await styles.style()
        } catch {
            show(.forgotten(error.description))
            return counsel.mind.style
        }
    }

    /// Has the conversation's prompt say how he speaks, and the memory that it does; nothing where both do.
    ///
    /// Servers refuse reasoning that was thought under another prompt, so none from before is sent again.
    func speak(_ wanted: ButlerStyle) async {
        take(up: Persona.prompt(wanted))
        // In a conversation that is not begun there is no place for it yet.
        guard wanted != style, let record else { return }
        style = wanted
        do throws(MemoryError) {
            _ = try await store.conversations.append(
                MessageRecord(
                    conversation: record, time: .now, role: .system,
                    content: MessageArchive.change(to: wanted).text, text: ""))
        } catch .missing {
            // Whoever forgot the conversation needs no note in it.
        } catch {
            show(.forgotten(error.description))
        }
    }
}
