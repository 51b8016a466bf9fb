package dev.signalbox.decision.unknown;

import dev.signalbox.decision.unknown.Companion.Kind;
import dev.signalbox.process.PackFault;
import dev.signalbox.process.ProcessDefinition;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.drools.drl.ast.descr.BaseDescr;
import org.drools.drl.ast.descr.PackageDescr;
import org.drools.drl.ast.descr.RuleDescr;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The companions of a pack's rules, as DRL of their own beside the analysts' files. They look at nothing but the entry
 * point {@link #ENTRY}: facts that are put there, which only an item with gaps has need of, wake them; until then they
 * cost nothing. They say nothing; that they match is all there is to see.
 */
public final class Companions {
    /** Where facts are put to wake the companions. */
    public static final String ENTRY = "signalbox-unknown";

    /** The file that they stand in. */
    public static final String PATH = "signalbox-unknown.drl";

    private static final Logger LOG = LoggerFactory.getLogger(Companions.class);
    private static final String NAME = "signalbox-unknown ";
    private static final Pattern COMPILED = Pattern.compile(NAME + "\\d+\\.\\d+");
    private static final int MOST_CHOICES = 4;
    private static final int DEEPEST = 10;

    private final String packageName;
    private final String functions;
    private final Map<String, String> texts;
    private final Map<String, Companion> compiled;
    private final List<Companion> all;

    private Companions(
            String packageName,
            String functions,
            Map<String, String> texts,
            Map<String, Companion> compiled,
            List<Companion> all) {
        this.packageName = packageName;
        this.functions = functions;
        this.texts = texts;
        this.compiled = compiled;
        this.all = all;
    }

    /** Nothing beside the rules. */
    public static Companions none() {
        return new Companions("", "", Map.of(), Map.of(), List.of());
    }

    public static Companions of(String packageName, List<PackageDescr> sources, ProcessDefinition definition) {
        var types = new Types(sources, definition);
        var whole = new LinkedHashSet<String>();
        var texts = new LinkedHashMap<String, String>();
        var compiled = new HashMap<String, Companion>();
        var all = new ArrayList<Companion>();
        List<RuleDescr> rules =
                sources.stream().flatMap(s -> s.getRules().stream()).toList();
        Map<String, RuleDescr> byName =
                rules.stream().collect(Collectors.toMap(RuleDescr::getName, rule -> rule, (one, other) -> one));
        for (RuleDescr rule : rules) {
            Speech speech = Speech.of(rule);
            var kinds = new ArrayList<Kind>();
            if (speech.cautious()) {
                kinds.add(Kind.CAUTION);
            }
            if (speech.full()) {
                kinds.add(Kind.OUTCOME);
                kinds.add(Kind.GROUND);
            }
            for (Kind kind : kinds) {
                var written = new LinkedHashMap<String, String>();
                var scope = new Scope(types);
                List<BaseDescr> conditions = conditions(rule, byName);
                boolean told = write(NAME + all.size(), conditions, kind, types, scope, written);
                Set<Field> reads = told ? scope.reads : Mentions.in(conditions, types);
                // A field that cannot hold nothing: the compiled rules cannot tell that it is missing.
                boolean visible = reads.stream().noneMatch(field -> types.isPrimitive(field));
                var companion =
                        new Companion(rule.getName(), kind, speech.outcomes(), told && visible, Set.copyOf(reads));
                if (!reads.isEmpty()) {
                    all.add(companion);
                    if (companion.told()) {
                        whole.addAll(scope.whole);
                        texts.putAll(written);
                        written.keySet().forEach(name -> compiled.put(name, companion));
                    }
                }
            }
        }
        return new Companions(packageName, Helpers.of(whole, types), texts, compiled, List.copyOf(all));
    }

    /** Also those of the rules that it extends. */
    private static List<BaseDescr> conditions(RuleDescr rule, Map<String, RuleDescr> rules) {
        var conditions = new ArrayList<BaseDescr>();
        RuleDescr at = rule;
        for (int i = 0; at != null && i < rules.size(); i++) {
            conditions.addAll(0, at.getLhs().getDescrs());
            at = rules.get(String.valueOf(at.getParentName()));
        }
        return conditions;
    }

    /** @return whether it could be written */
    private static boolean write(
            String name, List<BaseDescr> conditions, Kind kind, Types types, Scope scope, Map<String, String> written) {
        try {
            Ask ask = kind == Kind.GROUND ? Ask.SURELY : Ask.POSSIBLY;
            int ways = 1;
            for (int way = 0; way < ways; way++) {
                var writing = new Conditions(scope.inner(), way);
                String text = writing.all(conditions, ask);
                ways = 1 << writing.choices();
                if (writing.choices() > MOST_CHOICES || (text != null && depth(text) > DEEPEST)) {
                    return false;
                }
                if (text != null) {
                    // The item itself comes first: a rule of nothing but "not" would match before there is anything.
                    written.put(
                            name + "." + way,
                            "rule \"" + name + "." + way + "\"\nwhen\n    " + types.item() + "()" + Conditions.FACTS
                                    + "\n    " + text + "\nthen\nend\n");
                }
            }
            return true;
        } catch (NotTold e) {
            LOG.debug("{} is not told: {}", name, e.getMessage());
            return false;
        } catch (RuntimeException e) {
            LOG.debug("{} is not told", name, e);
            return false;
        }
    }

    private static int depth(String text) {
        int depth = 0;
        int deepest = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            deepest = Math.max(deepest, depth);
        }
        return deepest;
    }

    /** Whether a function of this name is one that companions call. */
    public static boolean isHelper(String function) {
        return function.startsWith(Helpers.ONE) || function.startsWith(Helpers.EACH);
    }

    /** Whether there is anything to compile. */
    public boolean isEmpty() {
        return texts.isEmpty();
    }

    public String drl() {
        return "package " + packageName + "\n" + functions + String.join("\n", texts.values());
    }

    /**
     * The same without the companions that the faults name, or with none when they name none: then a rule counts as
     * unchecked wherever anything is missing that it reads.
     */
    public Companions without(List<PackFault> faults) {
        var named = new HashSet<Companion>();
        for (PackFault fault : faults) {
            Matcher name = COMPILED.matcher(fault.message());
            while (name.find()) {
                named.add(compiled.get(name.group()));
            }
        }
        return only(texts.keySet().stream()
                .filter(name -> !named.isEmpty() && !named.contains(compiled.get(name)))
                .collect(Collectors.toSet()));
    }

    /** The same with these of the compiled rules alone. */
    public Companions only(Set<String> names) {
        var left = new LinkedHashMap<>(texts);
        left.keySet().retainAll(names);
        var told = new HashMap<>(compiled);
        told.keySet().retainAll(left.keySet());
        var lost = new HashMap<>(compiled);
        lost.keySet().removeAll(left.keySet());
        var companions = all.stream()
                .map(companion -> lost.containsValue(companion) ? companion.untold() : companion)
                .toList();
        return new Companions(packageName, left.isEmpty() ? "" : functions, left, told, companions);
    }

    /** The companion that a compiled rule belongs to, by that rule's name. */
    public Map<String, Companion> compiled() {
        return compiled;
    }

    public Collection<Companion> all() {
        return all;
    }
}
