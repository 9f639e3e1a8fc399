package dev.freehold.powershell.run.binding;

import dev.freehold.powershell.secret.SecretNames;
import dev.freehold.powershell.value.PsKind;
import dev.freehold.powershell.value.PsType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A parameter of a cmdlet. Immutable: each method that adds something returns a new one. {@link
 * #mandatory()}, {@link #at(int)}, {@link #byValue()}, {@link #byPropertyName()} and {@link
 * #remaining()} apply to the sets that the last {@link #in(String...)} named, or to all.
 */
public final class Parameter {

  private final String name;
  private final ArgumentType type;
  private final List<String> aliases;
  private final List<Membership> memberships;

  /** The index of the first membership that the last {@code in} added. */
  private final int current;

  private final List<Validation> validations;
  private final boolean emptyAllowed;

  private Parameter(
      String name,
      ArgumentType type,
      List<String> aliases,
      List<Membership> memberships,
      int current,
      List<Validation> validations,
      boolean emptyAllowed) {
    this.name = name;
    this.type = type;
    this.aliases = List.copyOf(aliases);
    this.memberships = List.copyOf(memberships);
    this.current = current;
    this.validations = List.copyOf(validations);
    this.emptyAllowed = emptyAllowed;
  }

  /** A parameter that is in all sets, optional, and bound only by name. */
  public static Parameter of(String name, ArgumentType type) {
    return new Parameter(
        name, type, List.of(), List.of(Membership.in(Membership.ALL)), 0, List.of(), false);
  }

  /** A string. */
  public static Parameter text(String name) {
    return of(name, ArgumentTypes.TEXT);
  }

  /** Strings. */
  public static Parameter texts(String name) {
    return of(name, ArgumentTypes.TEXTS);
  }

  /** A switch. */
  public static Parameter flag(String name) {
    return of(name, ArgumentTypes.SWITCH);
  }

  /** Anything. */
  public static Parameter any(String name) {
    return of(name, ArgumentTypes.ANY);
  }

  /** A value of a type of the language. */
  public static Parameter of(String name, PsKind kind) {
    return of(name, ArgumentTypes.of(PsType.of(kind)));
  }

  /** Other names of it. */
  public Parameter alias(String... names) {
    return new Parameter(
        name, type, List.of(names), memberships, current, validations, emptyAllowed);
  }

  /** The sets that it is in, from the first call on instead of all; further calls add sets. */
  public Parameter in(String... sets) {
    List<Membership> now = new ArrayList<>();
    boolean first = memberships.getFirst().set().equals(Membership.ALL);
    if (!first) {
      now.addAll(memberships);
    }
    for (String set : sets) {
      Membership start = first ? memberships.getFirst() : Membership.in(set);
      now.add(
          new Membership(
              set,
              start.mandatory(),
              start.position(),
              start.byValue(),
              start.byPropertyName(),
              start.remaining()));
    }
    return new Parameter(
        name, type, aliases, now, now.size() - sets.length, validations, emptyAllowed);
  }

  /** It must be given; null, an empty text or an empty array are then refused. */
  public Parameter mandatory() {
    return change(
        old ->
            new Membership(
                old.set(),
                true,
                old.position(),
                old.byValue(),
                old.byPropertyName(),
                old.remaining()));
  }

  /** It is bound by its place among the arguments without a name, counted from 0. */
  public Parameter at(int position) {
    return change(
        old ->
            new Membership(
                old.set(),
                old.mandatory(),
                position,
                old.byValue(),
                old.byPropertyName(),
                old.remaining()));
  }

  /** An object of the pipeline binds to it. */
  public Parameter byValue() {
    return change(
        old ->
            new Membership(
                old.set(),
                old.mandatory(),
                old.position(),
                true,
                old.byPropertyName(),
                old.remaining()));
  }

  /** A property of its name, or of an alias, of an object of the pipeline binds to it. */
  public Parameter byPropertyName() {
    return change(
        old ->
            new Membership(
                old.set(), old.mandatory(), old.position(), old.byValue(), true, old.remaining()));
  }

  /** It takes all arguments that are left. */
  public Parameter remaining() {
    return change(
        old ->
            new Membership(
                old.set(),
                old.mandatory(),
                old.position(),
                old.byValue(),
                old.byPropertyName(),
                true));
  }

  /** Adds a rule for its values. */
  public Parameter valid(Validation rule) {
    List<Validation> all = new ArrayList<>(validations);
    all.add(rule);
    return new Parameter(name, type, aliases, memberships, current, all, emptyAllowed);
  }

  /** Null and empty values are taken even where it is mandatory. */
  public Parameter allowEmpty() {
    return new Parameter(name, type, aliases, memberships, current, validations, true);
  }

  private Parameter change(UnaryOperator<Membership> change) {
    List<Membership> now = new ArrayList<>(memberships);
    for (int at = current; at < now.size(); at++) {
      now.set(at, change.apply(now.get(at)));
    }
    return new Parameter(name, type, aliases, now, current, validations, emptyAllowed);
  }

  /** Its name in its own spelling. */
  public String name() {
    return name;
  }

  /** What it takes. */
  public ArgumentType type() {
    return type;
  }

  /** Its other names. */
  public List<String> aliases() {
    return aliases;
  }

  /** What it is in which sets. */
  public List<Membership> memberships() {
    return memberships;
  }

  /** What may be written for a value, for completion; empty if that cannot be listed. */
  public List<String> choices() {
    return type.choices().isEmpty()
        ? validations.stream().flatMap(rule -> rule.accepted().stream()).toList()
        : type.choices();
  }

  /** Tells whether what is bound to it is kept out of messages. */
  boolean isSecret() {
    return type.fullName().equals(PsKind.SECURE_STRING.fullName())
        || type.fullName().equals(PsKind.CREDENTIAL.fullName())
        || SecretNames.isSecret(name)
        || aliases.stream().anyMatch(SecretNames::isSecret);
  }

  List<Validation> validations() {
    return validations;
  }

  boolean isEmptyAllowed() {
    return emptyAllowed;
  }

  Optional<Membership> membership(String set) {
    return memberships.stream().filter(each -> each.isIn(set)).findFirst();
  }

  boolean isMandatoryAnywhere() {
    return memberships.stream().anyMatch(Membership::mandatory);
  }

  boolean isNamed(String text) {
    return name.equalsIgnoreCase(text) || aliases.stream().anyMatch(text::equalsIgnoreCase);
  }
}
