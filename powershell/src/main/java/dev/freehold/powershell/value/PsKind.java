package dev.freehold.powershell.value;

import java.util.Locale;
import java.util.regex.Pattern;

/** The types that a script can name in brackets, each with its .NET name and its short names. */
public enum PsKind {
  OBJECT("System.Object", "object", "psobject"),
  STRING("System.String", "string"),
  CHAR("System.Char", "char"),
  BYTE("System.Byte", "byte"),
  INT("System.Int32", "int", "int32"),
  LONG("System.Int64", "long", "int64"),
  DOUBLE("System.Double", "double", "float", "single", "System.Single"),
  DECIMAL("System.Decimal", "decimal"),
  BOOLEAN("System.Boolean", "bool", "boolean"),
  SWITCH("System.Management.Automation.SwitchParameter", "switch"),
  DATE("System.DateTime", "datetime"),
  DATE_OFFSET("System.DateTimeOffset", "datetimeoffset"),
  TIME_SPAN("System.TimeSpan", "timespan"),
  GUID("System.Guid", "guid"),
  URI("System.Uri", "uri"),
  VERSION("System.Version", "version"),
  SECURE_STRING("System.Security.SecureString", "securestring"),
  CREDENTIAL("System.Management.Automation.PSCredential", "pscredential"),
  HASHTABLE("System.Collections.Hashtable", "hashtable"),
  ORDERED("System.Collections.Specialized.OrderedDictionary", "ordered"),
  CUSTOM_OBJECT(PsObject.CUSTOM_TYPE, "pscustomobject"),
  SCRIPT_BLOCK("System.Management.Automation.ScriptBlock", "scriptblock"),
  ARRAY("System.Array", "array"),
  ARRAY_LIST("System.Collections.ArrayList", "arraylist"),
  GENERIC_LIST("System.Collections.Generic.List`1", "list`1");

  /** {@code List[type]} with any type of elements; lists here take all values. */
  private static final Pattern OF_ELEMENTS =
      Pattern.compile(
          "(?:(?:System\\.)?Collections\\.Generic\\.)List\\[[\\w.\\[\\]]+]",
          Pattern.CASE_INSENSITIVE);

  private final String fullName;

  /** Between commas, for an enum holds nothing that could change. */
  private final String otherNames;

  PsKind(String fullName, String... otherNames) {
    this.fullName = fullName;
    this.otherNames = "," + String.join(",", otherNames).toLowerCase(Locale.ROOT) + ",";
  }

  /** The .NET name, e.g. {@code System.Int32}. */
  public String fullName() {
    return fullName;
  }

  /** Tells whether a script means this type by a name; in any case, with or without System. */
  boolean isNamed(String name) {
    if (this == GENERIC_LIST && OF_ELEMENTS.matcher(name).matches()) {
      return true;
    }
    return fullName.equalsIgnoreCase(name)
        || fullName.equalsIgnoreCase("System." + name)
        || otherNames.contains("," + name.toLowerCase(Locale.ROOT) + ",");
  }
}
