package dev.freehold.powershell.run.binding;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * The description of a cmdlet. Immutable.
 *
 * @param name in its own spelling, e.g. {@code Get-Mailbox}
 * @param module that it belongs to
 * @param synopsis one sentence for help
 * @param aliases other names of the command
 * @param parameters its own; common ones are added by the shell
 * @param defaultSet the parameter set that wins when several are possible
 * @param impact present if it supports {@code -WhatIf} and {@code -Confirm}
 * @param output names of the types that it writes
 * @param description some sentences for help; empty if the synopsis says it all
 * @param examples command lines for help
 * @param maker makes an instance for a call
 */
public record CmdletInfo(
    String name,
    String module,
    String synopsis,
    List<String> aliases,
    List<Parameter> parameters,
    String defaultSet,
    Optional<ConfirmImpact> impact,
    List<String> output,
    String description,
    List<CmdletExample> examples,
    Supplier<Cmdlet> maker) {

  /** The one set of a cmdlet that names none. */
  static final String ONLY_SET = "__AllParameterSets";

  /** The names of its parameter sets, the default one first; at least one. */
  public List<String> sets() {
    TreeSet<String> named = new TreeSet<>();
    for (Parameter parameter : parameters) {
      for (Membership membership : parameter.memberships()) {
        if (!membership.set().equals(Membership.ALL)) {
          named.add(membership.set());
        }
      }
    }
    List<String> sets = new ArrayList<>();
    if (!defaultSet.isEmpty()) {
      sets.add(defaultSet);
      named.remove(defaultSet);
    }
    sets.addAll(named);
    return sets.isEmpty() ? List.of(ONLY_SET) : List.copyOf(sets);
  }

  /** The same cmdlet under another name. */
  public CmdletInfo renamed(String other) {
    return new CmdletInfo(
        other,
        module,
        synopsis,
        aliases,
        parameters,
        defaultSet,
        impact,
        output,
        description,
        examples,
        maker);
  }

  /** Starts the description of a cmdlet. */
  public static Builder named(String name) {
    return new Builder(name);
  }

  /** Builds a description. Not for several threads. */
  public static final class Builder {

    private final String name;
    private String module = "Microsoft.PowerShell.Core";
    private String synopsis = "";
    private List<String> aliases = List.of();
    private final List<Parameter> parameters = new ArrayList<>();
    private UnaryOperator<Parameter> parameterRule = UnaryOperator.identity();
    private String defaultSet = "";
    private Optional<ConfirmImpact> impact = Optional.empty();
    private List<String> output = List.of();
    private String description = "";
    private final List<CmdletExample> examples = new ArrayList<>();

    private Builder(String name) {
      this.name = name;
    }

    /** The module that it belongs to. */
    public Builder module(String of) {
      module = of;
      return this;
    }

    /** One sentence for help. */
    public Builder synopsis(String sentence) {
      synopsis = sentence;
      return this;
    }

    /** Other names of the command. */
    public Builder alias(String... names) {
      aliases = List.of(names);
      return this;
    }

    /** Adds parameters. */
    public Builder with(Parameter... more) {
      parameters.addAll(List.of(more));
      return this;
    }

    /** A rule for all its parameters, also for those that are added later. */
    public Builder ruled(UnaryOperator<Parameter> rule) {
      parameterRule = rule;
      return this;
    }

    /** The set that wins when several are left. */
    public Builder defaultSet(String set) {
      defaultSet = set;
      return this;
    }

    /** It supports {@code -WhatIf} and {@code -Confirm}. */
    public Builder confirms(ConfirmImpact how) {
      impact = Optional.of(how);
      return this;
    }

    /** The types that it writes. */
    public Builder writes(String... typeNames) {
      output = List.of(typeNames);
      return this;
    }

    /** What help tells beyond the synopsis. */
    public Builder description(String sentences) {
      description = sentences;
      return this;
    }

    /** Adds a command line that help shows, with a sentence on what it does. */
    public Builder example(String code, String remarks) {
      examples.add(new CmdletExample(code, remarks));
      return this;
    }

    /** Ends the description with what makes an instance for a call. */
    public CmdletInfo does(Supplier<Cmdlet> maker) {
      return new CmdletInfo(
          name,
          module,
          synopsis,
          aliases,
          parameters.stream().map(parameterRule).toList(),
          defaultSet,
          impact,
          output,
          description,
          List.copyOf(examples),
          maker);
    }
  }
}
