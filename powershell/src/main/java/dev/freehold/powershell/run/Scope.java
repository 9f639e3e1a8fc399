package dev.freehold.powershell.run;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Variables and functions, found in any letter case. What a scope does not have is looked up in its
 * parent.
 */
public final class Scope {

  private final Optional<Scope> parent;
  private final boolean script;
  private final Map<String, Variable> variables = new LinkedHashMap<>();
  private final Map<String, ScriptFunction> functions = new LinkedHashMap<>();

  private Scope(Optional<Scope> parent, boolean script) {
    this.parent = parent;
    this.script = script;
  }

  static Scope global() {
    return new Scope(Optional.empty(), true);
  }

  /** A scope for a function or block. */
  Scope child() {
    return new Scope(Optional.of(this), false);
  }

  /** A scope for a script file, which {@code $script:} means. */
  Scope scriptChild() {
    return new Scope(Optional.of(this), true);
  }

  Scope globalScope() {
    return parent.map(Scope::globalScope).orElse(this);
  }

  Scope scriptScope() {
    return script ? this : parent.map(Scope::scriptScope).orElse(this);
  }

  /** The nearest variable of a name. */
  public Optional<Variable> find(String name) {
    String folded = fold(name);
    for (Scope scope = this; ; scope = scope.parent.get()) {
      Variable found = scope.variables.get(folded);
      if (found != null) {
        return Optional.of(found);
      }
      if (scope.parent.isEmpty()) {
        return Optional.empty();
      }
    }
  }

  /** The value of the nearest variable of a name; null if there is none. */
  public Object value(String name) {
    return find(name).map(Variable::value).orElse(null);
  }

  /** Sets a variable of this scope. */
  public void set(String name, Object value) {
    set(name, value, false);
  }

  void set(String name, Object value, boolean nothing) {
    own(name).set(value, nothing);
  }

  /** The variable of this very scope, made if there is none. */
  Variable own(String name) {
    return variables.computeIfAbsent(fold(name), folded -> new Variable(name));
  }

  /** The variable of this very scope, if there is one. */
  Optional<Variable> local(String name) {
    return Optional.ofNullable(variables.get(fold(name)));
  }

  /** Takes a variable of this scope away. */
  public void remove(String name) {
    variables.remove(fold(name));
  }

  /** The variables of this scope alone, in the order they were set. */
  public List<Variable> variables() {
    return List.copyOf(variables.values());
  }

  void define(ScriptFunction function) {
    functions.put(fold(function.name()), function);
  }

  /** Tells whether a script has defined a function that is seen from here. */
  public boolean hasFunction(String name) {
    return function(name).isPresent();
  }

  Optional<ScriptFunction> function(String name) {
    ScriptFunction own = functions.get(fold(name));
    return own != null ? Optional.of(own) : parent.flatMap(above -> above.function(name));
  }

  /** The functions that are seen from here, the nearest of each name. */
  List<ScriptFunction> functions() {
    Map<String, ScriptFunction> all =
        parent
            .map(above -> above.functions().stream())
            .orElseGet(Stream::empty)
            .collect(
                Collectors.toMap(
                    each -> fold(each.name()), each -> each, (a, b) -> b, TreeMap::new));
    all.putAll(functions);
    return List.copyOf(all.values());
  }

  static String fold(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
