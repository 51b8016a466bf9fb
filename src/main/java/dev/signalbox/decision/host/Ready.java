package dev.signalbox.decision.host;

import dev.signalbox.decision.WrittenRule;
import dev.signalbox.item.ItemType;
import dev.signalbox.process.PackFault;
import dev.signalbox.process.PackFault.Severity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The first thing a host says: that it can decide, or why the pack does not load.
 *
 * @param type what it decides; null when the pack is refused
 * @param rules its rules in the order of the pack
 * @param levers what its rules and tables compare fields with
 * @param faults why it is refused
 * @param made what it made of the pack, for the next host; null when there is nothing to keep
 */
@SuppressWarnings("ArrayRecordComponent") // nobody compares two of them
record Ready(
        @Nullable ItemType type,
        List<WrittenRule> rules,
        Map<String, List<String>> levers,
        List<PackFault> faults,
        byte @Nullable [] made) {
    private static final List<ItemType.Kind> KINDS = List.of(ItemType.Kind.values());
    private static final int DEEPEST = 16;
    private static final int MOST_FAULTS = 1_000;

    static Ready refused(List<PackFault> faults) {
        return new Ready(null, List.of(), Map.of(), faults, null);
    }

    void write(FrameWriter out) {
        out.flag(type != null);
        if (type != null) {
            write(out, type);
        }
        out.number(rules.size());
        for (WrittenRule rule : rules) {
            out.text(rule.name());
            out.text(rule.file());
            out.number(rule.line());
        }
        out.number(levers.size());
        levers.forEach((path, values) -> {
            out.text(path);
            out.number(values.size());
            values.forEach(out::text);
        });
        List<PackFault> told = faults.subList(0, Math.min(MOST_FAULTS, faults.size()));
        out.number(told.size());
        for (PackFault fault : told) {
            out.flag(fault.severity() == Severity.WARNING);
            out.text(fault.file());
            out.number(fault.line());
            out.number(fault.column());
            out.text(fault.rule());
            out.text(fault.message());
            out.text(fault.suggestion());
        }
        out.bytes(made);
    }

    private static void write(FrameWriter out, ItemType type) {
        out.text(type.name());
        out.number(type.fields().size());
        for (ItemType.Field field : type.fields().values()) {
            out.text(field.name());
            out.number(KINDS.indexOf(field.kind()));
            out.flag(field.list());
            ItemType nested = field.nested();
            if (nested != null) {
                write(out, nested);
            }
        }
    }

    static Ready read(FrameReader in) throws BadFrame {
        ItemType type = in.flag() ? type(in, 0) : null;
        var rules = new ArrayList<WrittenRule>();
        for (int left = in.count(); left > 0; left--) {
            rules.add(new WrittenRule(in.text(), in.text(), in.below(Integer.MAX_VALUE)));
        }
        var levers = new LinkedHashMap<String, List<String>>();
        for (int left = in.count(); left > 0; left--) {
            String path = in.text();
            var values = new ArrayList<String>();
            for (int more = in.count(); more > 0; more--) {
                values.add(in.text());
            }
            levers.put(path, List.copyOf(values));
        }
        var faults = new ArrayList<PackFault>();
        for (int left = in.count(); left > 0; left--) {
            faults.add(new PackFault(
                    in.flag() ? Severity.WARNING : Severity.ERROR,
                    in.text(),
                    in.below(Integer.MAX_VALUE),
                    in.below(Integer.MAX_VALUE),
                    in.textOrNull(),
                    in.text(),
                    in.textOrNull()));
        }
        if (type == null && faults.isEmpty()) {
            throw new BadFrame("Expected a type or faults, but there is neither");
        }
        return new Ready(type, List.copyOf(rules), levers, List.copyOf(faults), in.bytesOrNull());
    }

    private static ItemType type(FrameReader in, int depth) throws BadFrame {
        if (depth > DEEPEST) {
            throw new BadFrame("Expected types nested at most " + DEEPEST + " deep, but they are deeper");
        }
        String name = in.text();
        int size = in.count();
        var fields = new ArrayList<ItemType.Field>(size);
        for (int i = 0; i < size; i++) {
            String field = in.text();
            ItemType.Kind kind = KINDS.get(in.below(KINDS.size()));
            boolean list = in.flag();
            fields.add(
                    new ItemType.Field(field, kind, list, kind == ItemType.Kind.OBJECT ? type(in, depth + 1) : null));
        }
        return ItemType.of(name, fields);
    }
}
