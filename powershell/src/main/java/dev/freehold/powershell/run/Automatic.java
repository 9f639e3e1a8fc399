package dev.freehold.powershell.run;

import dev.freehold.powershell.run.error.ErrorView;
import dev.freehold.powershell.value.PsHashtable;
import dev.freehold.powershell.value.scalar.PsVersion;
import java.util.Optional;

/** Variables that are there before a script sets any. */
final class Automatic {

  /** The version whose behaviour this shell follows. */
  private static final String VERSION = "7.4.0";

  private Automatic() {}

  static void define(Scope global, Session session) {
    global.set("ErrorActionPreference", "Continue");
    global.set("WarningPreference", "Continue");
    global.set("VerbosePreference", "SilentlyContinue");
    global.set("DebugPreference", "SilentlyContinue");
    global.set("InformationPreference", "SilentlyContinue");
    global.set("ProgressPreference", "Continue");
    global.set("ConfirmPreference", "High");
    global.set("WhatIfPreference", false);
    global.set("FormatEnumerationLimit", 4);
    global.set("ErrorView", ErrorView.CONCISE.text());
    global.set("OFS", " ");
    global.set("PID", (int) ProcessHandle.current().pid());
    global.set("HOME", session.environment().getOrDefault("HOME", ""));
    global.set("PSScriptRoot", "");
    global.set("PSCommandPath", "");
    global.set("LASTEXITCODE", null);
    boolean windows = Scope.fold(System.getProperty("os.name")).startsWith("windows");
    boolean mac = Scope.fold(System.getProperty("os.name")).startsWith("mac");
    global.set("IsWindows", windows);
    global.set("IsMacOS", mac);
    global.set("IsLinux", !windows && !mac);
    global.set("IsCoreCLR", true);
    global.set("PSCulture", "en-US");
    global.set("PSUICulture", "en-US");
    global.set(
        "PSVersionTable",
        PsHashtable.ordered()
            .put("PSVersion", PsVersion.parse(VERSION).orElseThrow())
            .put("PSEdition", "Core"));
  }

  /**
   * The variables that are computed when they are read; empty if the name is not of such a
   * variable.
   */
  static Optional<Object> computed(String folded, Session session) {
    return switch (folded) {
      case "true" -> Optional.of(true);
      case "false" -> Optional.of(false);
      case "?" -> Optional.of(session.hasSucceeded());
      case "error" -> Optional.of(session.errors());
      case "pwd" -> Optional.of(session.folder().toString());
      default -> Optional.empty();
    };
  }

  static boolean isConstant(String folded) {
    return switch (folded) {
      case "true", "false", "null", "?", "error", "pwd", "pid", "home" -> true;
      default -> false;
    };
  }
}
