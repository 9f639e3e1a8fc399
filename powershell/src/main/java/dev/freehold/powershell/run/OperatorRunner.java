package dev.freehold.powershell.run;

import dev.freehold.powershell.syntax.BinaryOperator;
import dev.freehold.powershell.syntax.Expression;
import dev.freehold.powershell.syntax.UnaryOperator;
import dev.freehold.powershell.value.Arithmetic;
import dev.freehold.powershell.value.Block;
import dev.freehold.powershell.value.Conversions;
import dev.freehold.powershell.value.Elements;
import dev.freehold.powershell.value.Formatted;
import dev.freehold.powershell.value.Indexing;
import dev.freehold.powershell.value.Matching;
import dev.freehold.powershell.value.PsKind;
import dev.freehold.powershell.value.PsType;
import dev.freehold.powershell.value.Relation;
import dev.freehold.powershell.value.Text;
import dev.freehold.powershell.value.Truth;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import java.util.function.Function;

/** What operators do. */
final class OperatorRunner {

  private final Evaluator evaluator;
  private final Context context;

  OperatorRunner(Evaluator evaluator, Context context) {
    this.evaluator = evaluator;
    this.context = context;
  }

  static Object unary(UnaryOperator operator, Object value) {
    return switch (operator) {
      case NOT -> !Truth.of(value);
      case BIT_NOT -> narrow(~whole(value), value, value);
      case PLUS -> Arithmetic.add(0, value);
      case MINUS -> Arithmetic.negate(value);
      case JOIN -> joined(value, "");
      case SPLIT -> {
        List<Object> words = new ArrayList<>();
        Elements.of(value).forEach(each -> words.addAll(Matching.words(Text.of(each))));
        yield words;
      }
    };
  }

  Object binary(Expression.Binary binary) {
    Object left = evaluator.value(binary.left());
    return switch (binary.operator()) {
      case COALESCE -> left != null ? left : right(binary);
      case AND -> Truth.of(left) && Truth.of(right(binary));
      case OR -> Truth.of(left) || Truth.of(right(binary));
      case XOR -> Truth.of(left) != Truth.of(right(binary));
      case IS, IS_NOT -> {
        boolean is = Relation.IS.test(left, typeName(binary.right()), false);
        yield is == (binary.operator() == BinaryOperator.IS);
      }
      case AS -> as(left, typeName(binary.right()));
      default -> apply(binary, left, right(binary));
    };
  }

  private Object right(Expression.Binary binary) {
    return evaluator.value(binary.right());
  }

  private String typeName(Expression right) {
    if (right instanceof Expression.TypeLiteral literal) {
      return literal.typeName();
    }
    Object value = evaluator.value(right);
    return value instanceof PsType type ? type.fullName() : Text.of(value);
  }

  private static Object as(Object left, String typeName) {
    PsType type = PsType.find(typeName).orElseThrow(() -> Errors.typeNotFound(typeName));
    return Conversions.tryConvert(left, type).orElse(null);
  }

  private Object apply(Expression.Binary binary, Object left, Object right) {
    boolean cased = binary.caseSensitive();
    return switch (binary.operator()) {
      case MATCH -> match(left, right, cased);
      case REPLACE -> replace(left, right, cased);
      case SPLIT -> split(left, right, cased);
      default -> combine(binary.operator(), left, right, cased);
    };
  }

  /** Applies an operator that needs nothing but its values. */
  static Object combine(BinaryOperator operator, Object left, Object right, boolean cased) {
    return switch (operator) {
      case ADD -> Arithmetic.add(left, right);
      case SUBTRACT -> Arithmetic.subtract(left, right);
      case MULTIPLY -> Arithmetic.multiply(left, right);
      case DIVIDE -> Arithmetic.divide(left, right);
      case REMAINDER -> Arithmetic.remainder(left, right);
      case COALESCE -> left != null ? left : right;
      case RANGE -> Indexing.range(left, right);
      case FORMAT -> Formatted.composite(Text.of(left), Elements.of(right));
      case JOIN -> joined(left, Text.of(right));
      case BIT_AND -> narrow(whole(left) & whole(right), left, right);
      case BIT_OR -> narrow(whole(left) | whole(right), left, right);
      case BIT_XOR -> narrow(whole(left) ^ whole(right), left, right);
      case EQUAL -> Relation.EQ.apply(left, right, cased);
      case NOT_EQUAL -> Relation.NE.apply(left, right, cased);
      case GREATER -> Relation.GT.apply(left, right, cased);
      case GREATER_OR_EQUAL -> Relation.GE.apply(left, right, cased);
      case LESS -> Relation.LT.apply(left, right, cased);
      case LESS_OR_EQUAL -> Relation.LE.apply(left, right, cased);
      case LIKE -> Relation.LIKE.apply(left, right, cased);
      case NOT_LIKE -> Relation.NOTLIKE.apply(left, right, cased);
      case NOT_MATCH -> Relation.NOTMATCH.apply(left, right, cased);
      case IN -> Relation.IN.apply(left, right, cased);
      case NOT_IN -> Relation.NOTIN.apply(left, right, cased);
      case CONTAINS -> Relation.CONTAINS.apply(left, right, cased);
      case NOT_CONTAINS -> Relation.NOTCONTAINS.apply(left, right, cased);
      case AND, OR, XOR, IS, IS_NOT, AS, MATCH, REPLACE, SPLIT ->
          throw new IllegalArgumentException(operator + " needs more than its values");
    };
  }

  private Object match(Object left, Object right, boolean cased) {
    if (!Elements.isCollection(left)) {
      Matching.match(Text.of(left), Text.of(right), cased)
          .ifPresent(groups -> context.scope().set("Matches", groups));
    }
    return Relation.MATCH.apply(left, right, cased);
  }

  private static Object replace(Object left, Object right, boolean cased) {
    List<Object> both = Elements.of(right);
    String pattern = Text.of(both.getFirst());
    Object with = both.size() > 1 ? both.get(1) : "";
    return each(
        left,
        text ->
            with instanceof Block block
                ? Matching.replace(text, pattern, block, cased)
                : Matching.replace(text, pattern, Text.of(with), cased));
  }

  private static Object each(Object left, Function<String, Object> change) {
    if (!Elements.isCollection(left)) {
      return change.apply(Text.of(left));
    }
    List<Object> changed = new ArrayList<>();
    Elements.of(left).forEach(element -> changed.add(change.apply(Text.of(element))));
    return changed;
  }

  private static Object split(Object left, Object right, boolean cased) {
    List<Object> both = Elements.of(right);
    int most = both.size() > 1 ? (Integer) Conversions.convert(both.get(1), PsKind.INT) : 0;
    List<Object> parts = new ArrayList<>();
    for (Object element : Elements.of(left)) {
      parts.addAll(Matching.split(Text.of(element), Text.of(both.getFirst()), most, cased));
    }
    return parts;
  }

  private static String joined(Object left, String separator) {
    StringJoiner joined = new StringJoiner(separator);
    Elements.of(left).forEach(element -> joined.add(Text.of(element)));
    return joined.toString();
  }

  private static long whole(Object value) {
    return (Long) Conversions.convert(value, PsKind.LONG);
  }

  private static Object narrow(long bits, Object left, Object right) {
    boolean wide = left instanceof Long || right instanceof Long || bits != (int) bits;
    return wide ? (Object) bits : (Object) (int) bits;
  }
}
