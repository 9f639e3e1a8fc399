package dev.freehold.powershell.run.binding;

import dev.freehold.powershell.value.PsKind;
import java.util.ArrayList;
import java.util.List;

/** The parameters that every cmdlet has. */
public final class CommonParameters {

  private static final ArgumentType ACTION =
      ArgumentTypes.choice(
          "System.Management.Automation.ActionPreference",
          "SilentlyContinue",
          "Stop",
          "Continue",
          "Inquire",
          "Ignore",
          "Suspend",
          "Break");

  private static final List<Parameter> ALL =
      List.of(
          Parameter.flag("Verbose").alias("vb"),
          Parameter.flag("Debug").alias("db"),
          Parameter.of("ErrorAction", ACTION).alias("ea"),
          Parameter.of("WarningAction", ACTION).alias("wa"),
          Parameter.of("InformationAction", ACTION).alias("infa"),
          Parameter.of("ProgressAction", ACTION).alias("proga"),
          Parameter.text("ErrorVariable").alias("ev"),
          Parameter.text("WarningVariable").alias("wv"),
          Parameter.text("InformationVariable").alias("iv"),
          Parameter.text("OutVariable").alias("ov"),
          Parameter.of("OutBuffer", PsKind.INT).alias("ob"),
          Parameter.text("PipelineVariable").alias("pv"));

  private static final List<Parameter> CONFIRMING =
      List.of(Parameter.flag("WhatIf").alias("wi"), Parameter.flag("Confirm").alias("cf"));

  private CommonParameters() {}

  /** Those of a cmdlet. */
  public static List<Parameter> of(CmdletInfo info) {
    if (info.impact().isEmpty()) {
      return ALL;
    }
    List<Parameter> all = new ArrayList<>(ALL);
    all.addAll(CONFIRMING);
    return List.copyOf(all);
  }
}
