package dev.freehold.powershell.run.binding;

/** How much a cmdlet changes; from {@code $ConfirmPreference} on it asks first. */
public enum ConfirmImpact {
  NONE,
  LOW,
  MEDIUM,
  HIGH
}
