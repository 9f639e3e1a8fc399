package dev.freehold.powershell.value;

import dev.freehold.powershell.value.scalar.CaseMap;
import dev.freehold.powershell.value.scalar.ValueError;
import dev.freehold.powershell.value.scalar.ValueException;
import dev.freehold.powershell.value.scalar.ValueLimits;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Methods of values that scripts call. */
public final class Methods {

  private Methods() {}

  /**
   * Calls a method by its name in any case; of a collection that has no such method, on each
   * element.
   *
   * @throws ValueException {@link ValueError#NULL_METHOD}, {@link ValueError#NO_METHOD}, or what
   *     the method itself refuses
   */
  public static Object invoke(Object target, String name, List<Object> arguments) {
    return invoke(target, name, arguments, 0);
  }

  private static Object invoke(Object target, String name, List<Object> arguments, int level) {
    ValueLimits.requireDepth(level);
    if (target == null) {
      throw new ValueException(
          ValueError.NULL_METHOD, "You cannot call a method on a null-valued expression.");
    }
    Call call = new Call(CaseMap.fold(name), arguments);
    Optional<Result> result = ofType(target, call).or(() -> ofAny(target, call));
    if (result.isPresent()) {
      return result.get().value();
    }
    if (target instanceof List<?> list && !list.isEmpty()) {
      List<Object> results = new ArrayList<>();
      list.forEach(element -> results.add(invoke(element, name, arguments, level + 1)));
      return Elements.collapse(results);
    }
    throw new ValueException(
        ValueError.NO_METHOD,
        "Method invocation failed because [%s] does not contain a method named '%s'."
            .formatted(TypeNames.of(target), name));
  }

  /** A result, so that null is told from there being no such method. */
  record Result(Object value) {

    static Optional<Result> of(Object value) {
      return Optional.of(new Result(value));
    }
  }

  /**
   * A call of a method.
   *
   * @param name folded
   */
  record Call(String name, List<Object> arguments) {

    int count() {
      return arguments.size();
    }

    /** The name and how many arguments there are, e.g. {@code add/1}. */
    String signature() {
      return name + "/" + arguments.size();
    }

    Object value(int at) {
      return arguments.get(at);
    }

    String text(int at) {
      return Text.of(value(at));
    }

    int number(int at) {
      return (Integer) Conversions.convert(value(at), PsKind.INT);
    }

    double real(int at) {
      return (Double) Conversions.convert(value(at), PsKind.DOUBLE);
    }

    boolean is(String folded, int count) {
      return name.equals(folded) && arguments.size() == count;
    }
  }

  private static Optional<Result> ofType(Object target, Call call) {
    return switch (target) {
      case String text -> StringMethods.invoke(text, call);
      case Instant date -> DateMethods.invoke(date, call);
      case OffsetDateTime date when call.is("todatetime", 0) -> Result.of(date.toInstant());
      case OffsetDateTime date when !call.name().equals("tostring") ->
          DateMethods.invoke(date.toInstant(), call);
      case Duration span -> SpanMethods.invoke(span, call);
      case PsObject object when call.count() == 0 ->
          object.method(call.name()).map(method -> new Result(method.get()));
      case List<?> list -> CollectionMethods.invoke(list, call);
      case PsHashtable table -> CollectionMethods.invoke(table, call);
      case URI uri when call.is("getleftpart", 1) ->
          Result.of(uri.getScheme() + "://" + uri.getRawAuthority());
      default -> Optional.empty();
    };
  }

  private static Optional<Result> ofAny(Object target, Call call) {
    if (call.is("tostring", 0)) {
      return Result.of(
          target instanceof Instant || target instanceof OffsetDateTime
              ? Formatted.of(target)
              : Text.of(target));
    }
    if (call.name().equals("tostring") && call.count() <= 2) {
      return Result.of(Formatted.of(target, call.text(0)));
    }
    if (call.is("where", 1) && call.value(0) instanceof Block block) {
      List<Object> kept = new ArrayList<>();
      Elements.of(target).stream().filter(each -> Truth.of(block.value(each))).forEach(kept::add);
      return Result.of(kept);
    }
    if (call.is("foreach", 1) && call.value(0) instanceof Block block) {
      List<Object> made = new ArrayList<>();
      new ArrayList<>(Elements.of(target)).forEach(each -> made.addAll(block.run(each)));
      return Result.of(made);
    }
    if (call.is("getnetworkcredential", 0) && PsCredential.is(target)) {
      throw new ValueException(
          ValueError.NO_METHOD,
          "This shell does not give the password of a credential in clear; hand the credential"
              + " itself to the command.");
    }
    if (call.is("equals", 1)) {
      return Result.of(Comparison.equal(target, call.value(0), true));
    }
    if (call.is("compareto", 1)) {
      return Result.of(Integer.signum(Comparison.compare(target, call.value(0), true)));
    }
    if (call.is("gettype", 0)) {
      return Result.of(typeOf(target));
    }
    if (call.is("gethashcode", 0)) {
      return Result.of(Text.of(target).hashCode());
    }
    return Optional.empty();
  }

  private static PsObject typeOf(Object target) {
    String fullName = TypeNames.of(target);
    return PsObject.ofType("System.RuntimeType")
        .with("IsPublic", true)
        .with("Name", fullName.substring(fullName.lastIndexOf('.') + 1))
        .with("FullName", fullName)
        .withText(fullName);
  }
}
