package dev.signalbox.decision;

import dev.signalbox.item.ItemType;
import dev.signalbox.item.ItemType.Field;
import dev.signalbox.process.CsvFormat;
import dev.signalbox.process.PackFault;
import dev.signalbox.process.ProcessDefinition;
import dev.signalbox.process.ProcessPack;
import dev.signalbox.process.ReferenceDefinition;
import dev.signalbox.process.Suggestion;
import java.util.List;
import java.util.Map;

/** Whether the fields and columns that process.yaml names are there, which shows only when the types are known. */
final class NamedFields {
    private final ProcessPack pack;
    private final ProcessDefinition definition;
    private final ItemType item;
    private final DeclaredTypes types;
    private final List<PackFault> faults;

    NamedFields(ProcessPack pack, ItemType item, DeclaredTypes types, List<PackFault> faults) {
        this.pack = pack;
        this.definition = pack.definition();
        this.item = item;
        this.types = types;
        this.faults = faults;
    }

    void check() {
        definition.key().fields().forEach(field -> isField(field, "key", field));
        definition.queues().forEach((name, queue) -> {
            String field = queue.due().field();
            if (field != null) {
                isField(field, "queues", name, "due", "by", "field");
            }
        });
        group();
        definition.csv().columns().keySet().forEach(field -> isField(field, "csv", "columns", field));
        definition.reference().forEach((table, reference) -> {
            columns(table, "key", reference.key());
            columns(table, "begins", reference.begins());
            columns(table, "from", reference.from());
            columns(table, "to", reference.to());
        });
        for (String path : definition.mayBeMissing()) {
            String[] column = path.split("\\.", 2);
            ReferenceDefinition table = definition.reference().get(column[0]);
            FactShape row =
                    table == null ? null : types.shapeIfAny(table.type()).orElse(null);
            if (row == null || column.length == 1) {
                isField(path, "may-be-missing", path);
            } else if (row.slot(column[1]) == null) {
                faults.add(pack.faultInDefinition(
                                "Expected columns of " + column[0] + " in may-be-missing, but " + path + " is none",
                                "may-be-missing",
                                path)
                        .suggesting(Suggestion.question(
                                column[1], row.type().fields().keySet())));
            }
        }
    }

    private void group() {
        CsvFormat.Group group = definition.csv().group();
        if (group == null) {
            return;
        }
        group.by().forEach(field -> {
            isField(field, "csv", "group", "by", field);
            Field by = item.fields().get(field);
            if (by == null ? field.contains(".") : by.list() || by.nested() != null) {
                faults.add(pack.faultInDefinition(
                        "Expected single values of " + item.name() + " in csv.group.by, but " + field + " is none",
                        "csv",
                        "group",
                        "by",
                        field));
            }
        });
        Field into = item.fields().get(group.into());
        if (into == null || !into.list() || into.nested() == null) {
            faults.add(pack.faultInDefinition(
                    "Expected a list of declared things as csv.group.into, but " + group.into() + " is none",
                    "csv",
                    "group",
                    "into"));
        } else {
            Map<String, String> columns = definition.csv().columns();
            into.nested().fields().keySet().stream()
                    .filter(name -> item.fields().containsKey(name)
                            && !columns.containsKey(name)
                            && !columns.containsKey(group.into() + "." + name))
                    .forEach(name -> faults.add(pack.faultInDefinition(
                            "Expected the heading of " + group.into() + "." + name + " or of " + name
                                    + " in csv.columns, since both have the same name",
                            "csv",
                            "group",
                            "into")));
        }
    }

    private void columns(String table, String part, Map<String, String> columns) {
        columns.forEach((column, field) -> isField(field, "reference", table, part, column));
    }

    /** @param namedBy the keys that lead to the field's name, the last being its own */
    private void isField(String path, String... namedBy) {
        try {
            ValuePath.in(item, path);
        } catch (IllegalArgumentException e) {
            String where = String.join(".", List.of(namedBy).subList(0, namedBy.length - 1));
            faults.add(pack.faultInDefinition(
                            "Expected fields of " + item.name() + " in " + where + ", but " + path + " is none",
                            namedBy)
                    .suggesting(Suggestion.question(path, item.fields().keySet())));
        }
    }
}
