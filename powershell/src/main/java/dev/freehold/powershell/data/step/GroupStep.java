package dev.freehold.powershell.data.step;

import dev.freehold.powershell.value.Elements;
import dev.freehold.powershell.value.PsHashtable;
import dev.freehold.powershell.value.PsObject;
import dev.freehold.powershell.value.Text;
import dev.freehold.powershell.view.ViewTypes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/** Group-Object: groups in the order in which their first objects came. */
public final class GroupStep implements Step {

  private record Group(List<Object> keys, List<Object> elements) {}

  private final GroupOptions options;
  private final Consumer<Object> out;

  /** By the texts of the keys, so that a group is found at once; those of one text may differ. */
  private final Map<String, List<Group>> byText = new LinkedHashMap<>();

  private final List<Group> groups = new ArrayList<>();

  /** Makes the step of one pipeline. */
  public GroupStep(GroupOptions options, Consumer<Object> out) {
    this.options = options;
    this.out = out;
  }

  @Override
  public boolean accept(Object value) {
    List<Object> keys = SortKeys.of(value, options.properties());
    String text = name(keys);
    List<Group> alike =
        byText.computeIfAbsent(
            options.caseSensitive() ? text : text.toLowerCase(Locale.ROOT),
            name -> new ArrayList<>());
    Group group =
        alike.stream()
            .filter(each -> SortKeys.equal(each.keys(), keys, options.caseSensitive()))
            .findFirst()
            .orElseGet(
                () -> {
                  Group added = new Group(keys, new ArrayList<>());
                  alike.add(added);
                  groups.add(added);
                  return added;
                });
    group.elements().add(value);
    return true;
  }

  @Override
  public void end() {
    if (options.asHashtable()) {
      PsHashtable table = PsHashtable.unordered();
      for (Group group : groups) {
        Object key = Elements.collapse(group.keys());
        table.put(options.asString() || key == null ? name(group.keys()) : key, group.elements());
      }
      out.accept(table);
    } else {
      groups.forEach(group -> out.accept(object(group)));
    }
  }

  private PsObject object(Group group) {
    PsObject object =
        PsObject.ofType(options.noElement() ? ViewTypes.GROUP_WITHOUT_ELEMENTS : ViewTypes.GROUP)
            .with("Name", name(group.keys()))
            .with("Count", group.elements().size());
    if (!options.noElement()) {
      object.with("Group", group.elements());
    }
    return object.with("Values", group.keys());
  }

  private static String name(List<Object> keys) {
    return String.join(", ", keys.stream().map(Text::of).toList());
  }
}
