package dev.freehold.powershell.run.binding;

/**
 * How much a cmdlet changes. If its impact is at least {@code $ConfirmPreference}, it asks first.
 */
public enum ConfirmImpact {
  NONE,
  LOW,
  MEDIUM,
  HIGH
}
