import AIKit
import Testing

/// Who answers, for every kind of question in worlds that differ in one thing.
@Suite struct RouteTests {
    private static let cloud = RoutedModel(
        "claude", window: 200_000, privacy: .cloud, cost: Micros(rawValue: 5000))
    private static let second = RoutedModel(
        "gpt", window: 100_000, privacy: .cloud, cost: Micros(rawValue: 2000))
    private static let local = RoutedModel("qwen", window: 32_768, privacy: .lan)
    private static let plenty = Micros(rawValue: 1_000_000)
    private static let later = ContinuousClock.now + .seconds(20)

    /// A question in a world, and who answers it.
    struct Row: Sendable, CustomTestStringConvertible {
        var name: String
        var request: RouteRequest
        var models: [RoutedModel]
        var budget = RouteTests.plenty
        var chosen: String?
        var reason: String

        init(
            _ name: String, _ kind: QuestionKind, _ models: [RoutedModel], budget: Micros = RouteTests.plenty,
            tokens: Int = 6000, open: String? = nil, pin: String? = nil, is chosen: String?, _ reason: String
        ) {
            self.name = name
            request = RouteRequest(kind: kind, tokens: tokens, open: open, pin: pin)
            self.models = models
            self.budget = budget
            self.chosen = chosen
            self.reason = reason
        }

        var testDescription: String { name }
    }

    private static func with(_ model: RoutedModel, _ change: (inout RoutedModel) -> Void) -> RoutedModel {
        var model = model
        change(&model)
        return model
    }

    private static let down = with(cloud) { $0.health = .open(until: later) }
    private static let trying = with(cloud) { $0.health = .probing }
    private static let half = with(cloud) { $0.health = .halfOpen }
    private static let deaf = with(local) { $0.health = .open(until: later) }
    private static let failed = with(cloud) { $0.hasFailed = true }
    private static let small = with(local) { $0.window = 4096 }
    private static let unknown = with(local) { $0.window = nil }
    private static let allRound = with(local) { $0.uses = Set(QuestionKind.allCases) }
    private static let other = with(local) { $0.name = "llama" }
    private static let reader = with(cloud) { $0.uses = [.read] }
    private static let alone = with(cloud) { $0.uses = Set(QuestionKind.allCases) }
    private static let secretive = with(local) { $0.uses = [.private] }
    private static let chronicler = with(cloud) { $0.uses = [.summary] }
    private static let broke = Micros.zero

    private static let none = "no model can be asked"
    private static let short = "a short question"
    private static let kept = "private, so it stays on this network"
    private static let changing = "something is to be changed"

    static let usual: [Row] = [
        Row("no models", .read, [], is: nil, none),
        Row("a short question goes to the local one", .read, [cloud, local], is: "qwen", short),
        Row("whichever is preferred", .read, [local, cloud], is: "qwen", short),
        Row("a local window too small", .read, [cloud, small], is: "claude", "no local model takes it"),
        Row("an unknown window fits", .read, [cloud, unknown], is: "qwen", short),
        Row("just fits", .read, [cloud, local], tokens: 24_576, is: "qwen", short),
        Row(
            "just does not fit", .read, [cloud, local], tokens: 24_577, is: "claude",
            "no local model takes it"),
        Row("only the cloud", .read, [cloud], is: "claude", "no local model takes it"),
        Row(
            "a local one not meant for it", .read, [cloud, secretive], is: "claude",
            "no local model takes it"),
        Row("a diagnosis goes to the cloud", .diagnose, [local, cloud], is: "claude", "a diagnosis"),
        Row("to the preferred of it", .diagnose, [second, cloud, local], is: "gpt", "a diagnosis"),
        Row("to one meant for it", .diagnose, [reader, second], is: "gpt", "a diagnosis"),
        Row("to a local one meant for it", .diagnose, [reader, allRound], is: "qwen", "a diagnosis"),
        Row("cloud before local", .diagnose, [allRound, cloud], is: "claude", "a diagnosis"),
        Row("a change goes to the cloud", .act, [local, cloud], is: "claude", changing),
        Row("a change to one meant for it", .act, [reader, second], is: "gpt", changing),
        Row(
            "nobody is meant for it", .act, [reader, local], is: "claude",
            "no model meant for changes is left"),
        Row("private stays", .private, [cloud, local], is: "qwen", kept),
        Row("private with no local one", .private, [cloud, second], is: nil, none),
        Row("private in too small a window", .private, [cloud, small], is: "qwen", kept),
        Row(
            "the only model is asked everything", .private, [alone], is: "claude",
            "private, so it stays on this network"),
        Row(
            "a summary: local", .summary, [cloud, local], is: "qwen", "no model meant for summaries is left"),
        Row("a summary: the one meant for it", .summary, [local, chronicler], is: "claude", "a summary"),
        Row("two local ones in their order", .read, [other, local], is: "llama", short),
    ]

    static let unusual: [Row] = [
        Row(
            "the cloud is down: local", .diagnose, [down, local], is: "qwen",
            "no model meant for diagnoses is left"),
        Row("the other cloud first", .diagnose, [down, second, local], is: "gpt", "a diagnosis"),
        Row("one tries already", .act, [trying, second], is: "gpt", changing),
        Row("half open is asked", .act, [half, second], is: "claude", changing),
        Row("local is down", .read, [cloud, deaf], is: "claude", "no local model takes it"),
        Row("all are down", .read, [down, deaf], is: nil, none),
        Row("private and local is down", .private, [cloud, deaf], is: nil, none),
        Row("it failed just now", .act, [failed, second, local], is: "gpt", changing),
        Row(
            "no money: local", .act, [cloud, second, local], budget: broke, is: "qwen",
            "no model meant for changes is left"),
        Row("no money and no local one", .act, [cloud, second], budget: broke, is: nil, none),
        Row(
            "money for the cheaper one", .act, [cloud, second, local], budget: Micros(rawValue: 2000),
            is: "gpt",
            changing),
        Row("exactly enough", .act, [cloud, second], budget: Micros(rawValue: 5000), is: "claude", changing),
        Row("too long for all", .diagnose, [cloud, local], tokens: 500_000, is: "claude", "a diagnosis"),
        Row(
            "too long for the preferred", .diagnose, [second, cloud], tokens: 120_000, is: "claude",
            "a diagnosis"),
    ]

    static let chosen: [Row] = [
        Row(
            "the operator chose the cloud", .read, [cloud, local], pin: "claude", is: "claude", "you chose it"
        ),
        Row("he chose the local one", .act, [cloud, local], pin: "qwen", is: "qwen", "you chose it"),
        Row("whatever fits", .act, [cloud, small], pin: "qwen", is: "qwen", "you chose it"),
        Row(
            "he chose one that is down", .act, [down, second], pin: "claude", is: "gpt",
            "claude, which you chose, does not answer"),
        Row(
            "he chose what he cannot pay", .read, [cloud, local], budget: broke, pin: "claude", is: "qwen",
            "claude, which you chose, may cost more than is left of the budget"),
        Row(
            "private in spite of it", .private, [cloud, local], pin: "claude", is: "qwen",
            "claude, which you chose, is not on this network, and what is private stays here"),
        Row("private with no other", .private, [cloud], pin: "claude", is: nil, none),
        Row("there is none of the name", .read, [cloud, local], pin: "gone", is: "qwen", short),
        Row(
            "an open call", .read, [cloud, local], open: "claude", is: "claude", "its calls are still open"),
        Row(
            "an open call before the choice", .read, [cloud, local], open: "claude", pin: "qwen",
            is: "claude", "its calls are still open"),
        Row("an open call of one that is down", .act, [down, second], open: "claude", is: "gpt", changing),
        Row(
            "an open call in what is private", .private, [cloud, local], open: "claude", is: "qwen", kept),
    ]

    @Test(arguments: usual + unusual + chosen)
    func `a question is answered by one model, for a reason`(row: Row) {
        let choice = route(row.request, in: RouteWorld(row.models, budget: row.budget))
        #expect(choice.model == row.chosen && choice.reason == row.reason, "\(choice)")
        #expect(choice.rejected.count == row.models.count - (row.chosen == nil ? 0 : 1))
        #expect(!choice.rejected.contains { $0.model == row.chosen })
    }

    @Test func `a summary of what is private goes to no cloud, whatever it is meant for`() {
        let request = RouteRequest(kind: .summary, isMarked: true)
        let models = [Self.chronicler, Self.alone]
        #expect(route(request, in: RouteWorld(models, budget: Self.plenty)).model == nil)
        let choice = route(request, in: RouteWorld(models + [Self.local], budget: Self.plenty))
        #expect(choice.model == "qwen")
    }

    @Test func `there are as many rows as were meant`() {
        #expect((Self.usual + Self.unusual + Self.chosen).count >= 40)
    }

    @Test func `every other model has its cause, in the order of the models`() {
        let models = [Self.down, Self.second, Self.small, Self.secretive, Self.local]
        let world = RouteWorld(models, budget: Micros(rawValue: 100))
        let choice = route(RouteRequest(kind: .read, tokens: 6000), in: world)
        #expect(choice.model == "qwen")
        #expect(choice.rejected.map(\.cause) == [.broken, .cost, .window, .unfit(.read)])
    }

    @Test(arguments: [QuestionKind.read, .diagnose, .act, .private])
    func `what is private reaches the cloud in no world`(kind: QuestionKind) {
        let models = [Self.cloud, Self.half, Self.second, Self.reader]
        for pin in [nil, "claude", "gpt"] {
            let choice = route(
                RouteRequest(kind: kind, open: pin, pin: pin), in: RouteWorld(models, budget: Self.plenty))
            #expect((choice.model == nil) == (kind == .private))
        }
    }
}
