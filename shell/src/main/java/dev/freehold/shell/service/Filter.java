package dev.freehold.shell.service;

import dev.freehold.powershell.value.Comparison;
import dev.freehold.powershell.value.Elements;
import dev.freehold.powershell.value.Members;
import dev.freehold.powershell.value.PsObject;
import dev.freehold.powershell.value.Text;
import dev.freehold.powershell.value.scalar.Wildcard;
import java.util.List;

/**
 * A condition on objects, as {@code -Filter} has it: {@code "Name -like 'a*' -and X -ne $null"}.
 */
public sealed interface Filter {

  /** The one that every object meets. */
  static Filter all() {
    return new And(List.of());
  }

  /** Tells whether an object meets the condition. */
  boolean matches(PsObject object);

  /**
   * The same, in which a pattern without wildcards for one property means that the property
   * contains it, as SharePoint has it.
   */
  default Filter containing(String property) {
    return switch (this) {
      case And and -> new And(and.parts().stream().map(p -> p.containing(property)).toList());
      case Or or -> new Or(or.parts().stream().map(p -> p.containing(property)).toList());
      case Not not -> new Not(not.part().containing(property));
      case Compare compare -> compare.isPatternOf(property) ? compare.anywhere() : compare;
    };
  }

  /** All of these hold. */
  record And(List<Filter> parts) implements Filter {
    @Override
    public boolean matches(PsObject object) {
      return parts.stream().allMatch(part -> part.matches(object));
    }
  }

  /** One of these holds at least. */
  record Or(List<Filter> parts) implements Filter {
    @Override
    public boolean matches(PsObject object) {
      return parts.stream().anyMatch(part -> part.matches(object));
    }
  }

  /** This does not hold. */
  record Not(Filter part) implements Filter {
    @Override
    public boolean matches(PsObject object) {
      return !part.matches(object);
    }
  }

  /** How a property is compared. */
  enum Operator {
    EQ,
    NE,
    LIKE,
    NOTLIKE,
    GT,
    GE,
    LT,
    LE
  }

  /**
   * A property compared with a value. Of a collection, one element has to match, and for a negated
   * operator none.
   *
   * @param value null for {@code $null}; what is empty equals that
   */
  record Compare(String property, Operator operator, Object value) implements Filter {

    @Override
    public boolean matches(PsObject object) {
      if (!object.has(property)) {
        throw ShellProblem.stop(
            ShellProblem.argument(
                "FilterPropertyUnknown",
                "The filter names \"%s\", which is no property of these objects."
                    .formatted(property)));
      }
      Object own = Members.get(object, property);
      return switch (operator) {
        case EQ -> any(own, Operator.EQ);
        case NE -> !any(own, Operator.EQ);
        case LIKE -> any(own, Operator.LIKE);
        case NOTLIKE -> !any(own, Operator.LIKE);
        case GT, GE, LT, LE -> any(own, operator);
      };
    }

    private boolean isPatternOf(String wanted) {
      return property.equalsIgnoreCase(wanted)
          && (operator == Operator.LIKE || operator == Operator.NOTLIKE)
          && !Wildcard.isPattern(Text.of(value));
    }

    private Compare anywhere() {
      return new Compare(property, operator, "*" + Text.of(value) + "*");
    }

    private boolean any(Object own, Operator how) {
      if (value == null && how == Operator.EQ) {
        return Text.of(own).isEmpty();
      }
      return Elements.of(own).stream().anyMatch(each -> each != null && holds(each, how));
    }

    private boolean holds(Object own, Operator how) {
      Object other = own instanceof Boolean ? truth(value) : value;
      return switch (how) {
        case EQ, NE -> Comparison.equal(own, other, false);
        case LIKE, NOTLIKE -> Wildcard.of(Text.of(other)).matches(Text.of(own));
        case GT -> Comparison.compare(own, other, false) > 0;
        case GE -> Comparison.compare(own, other, false) >= 0;
        case LT -> Comparison.compare(own, other, false) < 0;
        case LE -> Comparison.compare(own, other, false) <= 0;
      };
    }

    /** Filters often have truths in quotes. */
    private static Object truth(Object value) {
      return value instanceof String text
          ? text.equalsIgnoreCase("true") || text.equalsIgnoreCase("$true")
          : value;
    }
  }
}
