package dev.freehold.powershell.format;

import dev.freehold.powershell.format.FormatRequest.Kind;
import dev.freehold.powershell.run.error.ErrorRecord;
import dev.freehold.powershell.value.Members;
import dev.freehold.powershell.value.PsKind;
import dev.freehold.powershell.value.PsObject;
import dev.freehold.powershell.value.Selector;
import dev.freehold.powershell.value.Text;
import dev.freehold.powershell.value.TypeNames;
import dev.freehold.powershell.view.View;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Chooses how objects are shown: by what was asked, then their view, then their properties. */
final class Planner {

  private final FormatSettings settings;
  private final FormatRequest request;
  private final CellText texts;

  Planner(FormatSettings settings, FormatRequest request) {
    this.settings = settings;
    this.request = request;
    this.texts = new CellText(settings.enumerationLimit());
  }

  /** Chooses by the first object of a stream. */
  Plan plan(Object first) {
    return switch (request.kind()) {
      case LIST -> listPlan();
      case TABLE -> Plan.table(columns(first), first, request, texts);
      case WIDE -> Plan.wide(this::wideText, request.columns());
      case DEFAULT -> defaultPlan(first);
    };
  }

  /** The view that an object is shown by if nothing else is asked for. */
  Optional<View> view(Object target) {
    return view(target, View.class);
  }

  /** What is shown of an error for which no shape was asked; empty for all other objects. */
  Optional<String> error(Object value) {
    return request.kind() == Kind.DEFAULT
            && value instanceof PsObject object
            && ErrorRecord.is(object)
        ? Optional.of(settings.errorView().text(object))
        : Optional.empty();
  }

  /** What an object that does not fit is shown as. */
  FormatRecord detached(Object target) {
    Optional<View.AsText> text = view(target, View.AsText.class);
    return text.isPresent()
        ? new FormatRecord.DetachedText(Text.of(text.get().text().apply(target)))
        : new FormatRecord.DetachedEntry(Plan.fields(lines(target), target, texts));
  }

  /** What rows are grouped by, if they are. */
  Optional<ShownProperty> groupBy(Object first) {
    if (request.groupBy() != null) {
      return ShownProperty.asked(List.of(request.groupBy()), List.of(), first).stream().findFirst();
    }
    return request.kind() == Kind.DEFAULT || request.kind() == Kind.TABLE
        ? view(first, View.AsTable.class)
            .filter(view -> request.properties().isEmpty() && view.groupBy() != null)
            .map(view -> ShownProperty.of(view.groupBy()))
        : Optional.empty();
  }

  CellText texts() {
    return texts;
  }

  private Plan defaultPlan(Object first) {
    Optional<View> view = view(first, View.class);
    if (view.isPresent()) {
      return switch (view.get()) {
        case View.AsList list -> listPlan();
        case View.AsTable table -> Plan.table(columns(first), first, request, texts);
        case View.AsText text -> Plan.text(target -> Text.of(text.text().apply(target)));
      };
    }
    List<Selector> properties = defaultProperties(first);
    return ShownProperty.existing(properties, List.of(), first).size()
            <= FormatLimits.MAX_TABLE_PROPERTIES
        ? Plan.table(columns(first), first, request, texts)
        : listPlan();
  }

  private Plan listPlan() {
    Function<Object, List<ShownProperty>> shown =
        isDetailed()
            ? target -> ShownProperty.existing(properties(), request.excluded(), target)
            : this::lines;
    return Plan.list(shown, texts);
  }

  /** The lines of an object for which none were asked. */
  private List<ShownProperty> lines(Object target) {
    return view(target, View.AsList.class)
        .map(view -> view.items().stream().map(ShownProperty::of).toList())
        .orElseGet(() -> ShownProperty.existing(defaultProperties(target), List.of(), target));
  }

  private List<ShownProperty> columns(Object first) {
    if (isDetailed()) {
      return ShownProperty.asked(properties(), request.excluded(), first);
    }
    Optional<View.AsTable> view = view(first, View.AsTable.class);
    if (view.isPresent()) {
      return view.get().columns().stream().map(ShownProperty::of).toList();
    }
    return ShownProperty.asked(defaultProperties(first), List.of(), first).stream()
        .limit(FormatLimits.MAX_DEFAULT_COLUMNS)
        .toList();
  }

  private boolean isDetailed() {
    return !request.properties().isEmpty() || !request.excluded().isEmpty();
  }

  private List<Selector> properties() {
    return request.properties().isEmpty() ? List.of(Selector.named("*")) : request.properties();
  }

  private List<Selector> defaultProperties(Object target) {
    List<String> names = settings.views().defaultProperties(TypeNames.allOf(target));
    return names.isEmpty()
        ? List.of(Selector.named("*"))
        : names.stream().map(Selector::named).toList();
  }

  private String wideText(Object target) {
    if (!request.properties().isEmpty()) {
      List<ShownProperty> shown = ShownProperty.existing(request.properties(), List.of(), target);
      return shown.isEmpty() ? "" : shown.getFirst().text(target, texts, true);
    }
    return texts.name(target);
  }

  /** A date has a text by default, but a list of properties where a list is asked for. */
  private <V extends View> Optional<V> view(Object target, Class<V> kind) {
    return settings.views().find(TypeNames.allOf(target), kind);
  }

  /** Tells whether a value is shown as a text by itself, whatever was asked for. */
  static boolean isText(Object value) {
    return switch (TypeNames.kindOf(value).orElse(PsKind.OBJECT)) {
      case STRING, CHAR, BYTE, INT, LONG, DOUBLE, DECIMAL, BOOLEAN, SWITCH -> true;
      case SECURE_STRING, SCRIPT_BLOCK -> true;
      case DATE, DATE_OFFSET, TIME_SPAN, GUID, URI, VERSION -> false;
      case OBJECT, HASHTABLE, ORDERED, CUSTOM_OBJECT, CREDENTIAL -> Members.names(value).isEmpty();
      case ARRAY, ARRAY_LIST, GENERIC_LIST -> Members.names(value).isEmpty();
    };
  }
}
