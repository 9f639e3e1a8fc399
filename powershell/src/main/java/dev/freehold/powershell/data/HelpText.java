package dev.freehold.powershell.data;

import dev.freehold.powershell.value.scalar.Wildcard;
import java.util.ArrayList;
import java.util.List;

/** The pages of Get-Help. */
public final class HelpText {

  private static final String INDENT = "    ";

  /** How much of a topic is shown. */
  public enum Detail {
    /** What it is and how it is called. */
    BRIEF,
    /** Its examples alone. */
    EXAMPLES,
    /** Also its parameters and examples. */
    DETAILED,
    /** All there is, with the technical side of each parameter. */
    FULL
  }

  private final HelpTopic topic;
  private final List<String> lines = new ArrayList<>();

  private HelpText(HelpTopic topic) {
    this.topic = topic;
  }

  /** The lines of a topic; they are not broken to any width. */
  public static List<String> of(HelpTopic topic, Detail detail) {
    HelpText text = new HelpText(topic);
    text.lines.add("");
    text.section("NAME", List.of(topic.name()));
    text.section("SYNOPSIS", List.of(topic.synopsis()));
    switch (detail) {
      case EXAMPLES -> text.examples();
      case BRIEF -> {
        text.body();
        text.section("RELATED LINKS", topic.links());
        text.remarks();
      }
      case DETAILED -> {
        text.body();
        text.parameters(topic.parameters(), false);
        text.examples();
        text.remarks();
      }
      case FULL -> {
        text.body();
        text.parameters(topic.parameters(), true);
        text.examples();
        text.section("RELATED LINKS", topic.links());
      }
    }
    return text.lines;
  }

  /** The lines of the parameters whose names match a wildcard; none if there are none. */
  public static List<String> ofParameters(HelpTopic topic, String pattern) {
    Wildcard wildcard = Wildcard.of(pattern);
    HelpText text = new HelpText(topic);
    for (HelpTopic.Parameter parameter : topic.parameters()) {
      if (wildcard.matches(parameter.name())) {
        text.lines.add("");
        text.parameter(parameter, "", true);
      }
    }
    return text.lines;
  }

  private void body() {
    section("SYNTAX", topic.syntaxes());
    section("DESCRIPTION", List.of(topic.description()));
  }

  private void section(String title, List<String> paragraphs) {
    lines.add(title);
    for (String paragraph : paragraphs) {
      paragraph.lines().forEach(line -> lines.add(INDENT + line));
      lines.add("");
    }
    if (paragraphs.isEmpty()) {
      lines.add("");
    }
  }

  private void parameters(List<HelpTopic.Parameter> parameters, boolean technical) {
    lines.add("PARAMETERS");
    for (HelpTopic.Parameter parameter : parameters) {
      parameter(parameter, INDENT, technical);
      lines.add("");
    }
  }

  private void parameter(HelpTopic.Parameter parameter, String indent, boolean technical) {
    lines.add(
        indent
            + "-"
            + parameter.name()
            + (parameter.type().isEmpty() ? "" : " <" + parameter.type() + ">"));
    parameter.description().lines().forEach(line -> lines.add(indent + INDENT + line));
    if (technical) {
      lines.add("");
      fact(indent, "Required?", truth(parameter.required()));
      fact(
          indent,
          "Position?",
          parameter.position() < 0 ? "named" : Integer.toString(parameter.position()));
      fact(indent, "Default value", "");
      fact(indent, "Accept pipeline input?", parameter.pipeline());
      fact(indent, "Accept wildcard characters?", truth(parameter.wildcards()));
    }
  }

  private void fact(String indent, String name, String value) {
    lines.add((indent + INDENT + "%-29s".formatted(name) + value).stripTrailing());
  }

  private static String truth(boolean value) {
    return value ? "true" : "false";
  }

  private void examples() {
    int number = 1;
    for (HelpTopic.Example example : topic.examples()) {
      lines.add(
          INDENT
              + "-------------------------- Example %d --------------------------"
                  .formatted(number++));
      lines.add("");
      lines.add(INDENT + "PS> " + example.code());
      lines.add("");
      example.remarks().lines().forEach(line -> lines.add(INDENT + line));
      lines.add("");
    }
  }

  private void remarks() {
    section(
        "REMARKS",
        List.of(
            """
            To see the examples, type: "Get-Help %1$s -Examples"
            For more information, type: "Get-Help %1$s -Detailed"
            For technical information, type: "Get-Help %1$s -Full"
            """
                .formatted(topic.name())));
  }
}
