import Glibc
import JSON

/// A wireframe globe that turns: points on the unit disc, seen from slightly above.
///
/// Pure geometry; whoever draws maps the disc to dots. x grows to the right, y downward, both from -1 to 1.
struct Globe: Equatable {
    /// One dot of the wireframe or of a marker.
    struct Dot: Equatable {
        var x: Double
        var y: Double
        /// On the half that faces the viewer.
        var isFront: Bool
    }

    /// The turn about the axis, in radians.
    var turn: Double

    /// How far the north pole leans toward the viewer, in radians.
    private static let lean = 0.38

    /// The meridians and parallels, each every 30 degrees, `density` dots a quarter circle.
    func wireframe(density: Int) -> [Dot] {
        var dots: [Dot] = []
        let steps = density * 4
        for meridian in stride(from: 0, to: 180, by: 30) {
            for step in 0..<steps {
                let angle = 2 * Double.pi * Double(step) / Double(steps)
                // A great circle through both poles: latitude runs all the way round.
                dots.append(project(latitude: angle, longitude: Self.radians(meridian)))
            }
        }
        for parallel in stride(from: -60, through: 60, by: 30) {
            let circumference = max(4, Int(saturating: Double(steps) * cos(Self.radians(parallel))))
            for step in 0..<circumference {
                let longitude = 2 * Double.pi * Double(step) / Double(circumference)
                dots.append(project(latitude: Self.radians(parallel), longitude: longitude))
            }
        }
        return dots
    }

    /// Where the marker of the `index`th of `count` things stands: spread evenly, near the equator.
    func marker(_ index: Int, of count: Int) -> Dot {
        let longitude = 2 * Double.pi * Double(index) / Double(max(1, count))
        let latitude = 0.45 * sin(Double(index) * 2.4)
        return project(latitude: latitude, longitude: longitude)
    }

    private static func radians(_ degrees: Int) -> Double {
        Double(degrees) * Double.pi / 180
    }

    private func project(latitude: Double, longitude: Double) -> Dot {
        let x = cos(latitude) * sin(longitude + turn)
        let depth = cos(latitude) * cos(longitude + turn)
        let y = sin(latitude)
        let leanedDepth = depth * cos(Self.lean) + y * sin(Self.lean)
        let leanedY = y * cos(Self.lean) - depth * sin(Self.lean)
        return Dot(x: x, y: -leanedY, isFront: leanedDepth >= 0)
    }
}
