package dev.signalbox.decision;

import static dev.signalbox.decision.Attack.Fate.CONTAINED;
import static dev.signalbox.decision.Attack.Fate.REFUSED;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * DRL that means harm. What is REFUSED does not load; what is CONTAINED loads and harms when an item of the kind
 * {@code attack} is decided, one with many lines where the attack multiplies them.
 *
 * @param path the file of the pack that holds it; a rules.drl comes after {@link #CLAIM}
 * @param at words on the line where it is refused; empty for none
 */
record Attack(String kind, String name, Fate fate, String path, String text, String at) {
    enum Fate {
        REFUSED,
        CONTAINED
    }

    /** What every attack may use. */
    static final String CLAIM = """
            package trial
            declare Line
                amount : BigDecimal
                text : String
            end
            declare Claim
                kind : String
                text : String
                amount : BigDecimal
                day : LocalDate
                lines : List<Line>
            end
            rule "An ordinary claim" when Claim( kind == "plain" ) then route.full("PAY", "plain"); end
            """;

    private static final String DRL = "rules.drl";

    Packs pack() {
        return path.equals(DRL)
                ? Packs.item("Claim").with(DRL, CLAIM + text)
                : Packs.item("Claim").with(DRL, CLAIM).with(path, text);
    }

    /** Where it is refused, from 1, which in a table is the row; 0 when it is the whole file's fault. */
    int line() {
        String file = path.equals(DRL) ? CLAIM + text : text;
        int found = at.isEmpty() ? -1 : file.indexOf(at, path.equals(DRL) ? CLAIM.length() : 0);
        return found < 0
                ? 0
                : (int) file.substring(0, found).chars().filter(c -> c == '\n').count() + 1;
    }

    @Override
    public String toString() {
        return kind + ": " + name;
    }

    static Stream<Attack> all(Fate fate) {
        return ALL.stream().filter(attack -> attack.fate == fate);
    }

    private static final List<Attack> ALL = new ArrayList<>();

    private static void refused(String kind, String name, String at, String text) {
        ALL.add(new Attack(kind, name, REFUSED, DRL, text, at));
    }

    private static void contained(String kind, String name, String text) {
        ALL.add(new Attack(kind, name, CONTAINED, DRL, text, ""));
    }

    /** As the consequence of a rule, on a line of its own. */
    private static void then(String kind, String name, String java) {
        refused(kind, name, java.lines().findFirst().orElse(""), rule("Claim( kind == \"attack\" )", java));
    }

    private static void when(String kind, String name, String condition) {
        refused(kind, name, condition, rule(condition, "route.partial(\"x\");"));
    }

    private static void contains(String kind, String name, String condition, String java) {
        contained(kind, name, rule(condition, java));
    }

    private static String rule(String condition, String java) {
        return "rule \"Attack\"\nwhen\n" + condition + "\nthen\n" + java + "\nend\n";
    }

    private static String nested(int depth) {
        return "Claim( " + "(".repeat(depth) + " kind == \"attack\" " + ")".repeat(depth) + " )";
    }

    private static String many(String text, int times) {
        var all = new StringBuilder();
        for (int i = 0; i < times; i++) {
            all.append(text.replace("#", String.valueOf(i)));
        }
        return all.toString();
    }

    private static String table(String condition, String action, String cell) {
        return """
                "RuleSet","trial"
                "RuleTable Limits"
                "NAME","CONDITION","ACTION"
                ,"Claim",
                ,"%s","%s"
                "Name","Kind","Reason"
                %s
                """.formatted(condition, action, cell);
    }

    static {
        then("escape", "a program is run", "Runtime.getRuntime().exec(\"id\");");
        then("escape", "a program is run, otherwise", "new ProcessBuilder(\"id\").start();");
        then("escape", "a class by name", "Class.forName(\"java.lang.Runtime\");");
        then("escape", "a class loader", "route.getClass().getClassLoader();");
        then("escape", "a class literal", "String.valueOf(Runtime.class);");
        then("escape", "a class literal of an allowed class", "String.valueOf(String.class.getMethods());");
        then("escape", "a method handle", "java.lang.invoke.MethodHandles.lookup();");
        then("escape", "a script", "new javax.script.ScriptEngineManager().getEngineByName(\"js\").eval(\"1\");");
        then("escape", "a name service", "new javax.naming.InitialContext().lookup(\"ldap://x/y\");");
        then("escape", "a serialised object", "new java.io.ObjectInputStream(null).readObject();");
        then("escape", "in other letters", "Runti\\u006de.getRuntime().exec(\"id\");");
        then(
                "escape",
                "in other letters in a text",
                "route.partial(\"a\\u0022); Runtime.getRuntime().halt(1); (\\u0022\");");
        then("escape", "in other letters in a comment", "// \\u000a Runtime.getRuntime().halt(1);");
        then("escape", "a lambda", "List.of(1).forEach(x -> Runtime.getRuntime().exit(x));");
        then("escape", "a method reference", "List.of(1).forEach(Runtime.getRuntime()::exit);");
        then(
                "escape",
                "a method reference to a constructor",
                "List.of(\"x\").stream().map(java.io.File::new).toList();");
        then("escape", "a method reference to getClass", "List.of(\"x\").stream().map(Object::getClass).toList();");
        then("escape", "an anonymous class", "new Object() { { Runtime.getRuntime().exit(1); } };");
        then(
                "escape",
                "a local class",
                "class Inner { static final int X = Integer.getInteger(\"x\"); } int y = Inner.X;");
        then("escape", "a thread by inheritance", "new Thread() { public void run() { } }.start();");
        refused(
                "escape",
                "declare extends Thread",
                "declare Worker",
                "declare Worker extends Thread\n a : String\nend\n");
        refused(
                "escape",
                "declare extends a class by its full name",
                "declare Worker",
                "declare Worker extends java.net.URLClassLoader\n a : String\nend\n");
        refused("escape", "declare in another package", "declare dev", """
                declare dev.signalbox.decision.RuleVerbs
                 a : String
                end
                """);
        refused("escape", "a global", "global java.lang.Runtime", "global java.lang.Runtime machine\n");
        refused("escape", "the global, retyped", "global Object", "global Object route\n");
        refused("escape", "a function", "Runtime.getRuntime()", """
                function String id(String x) {
                    Runtime.getRuntime().exit(1);
                    return x;
                }
                """);
        refused("escape", "a function's lambda", "System.getenv", """
                function String id(List<String> x) {
                    return x.stream().map(
                        y -> System.getenv(y)).toList().toString();
                }
                """);
        refused("escape", "import static", "import static", "import static java.lang.Runtime.getRuntime\n");
        refused("escape", "import function", "import function", "import function java.lang.System.*\n");
        refused("escape", "import of a class", "import java.io", "import java.io.File\n");
        refused("escape", "import of a package", "import java.lang.reflect", "import java.lang.reflect.*\n");
        refused("escape", "import accumulate", "import accumulate", "import accumulate java.lang.Thread thread\n");
        refused("escape", "the MVEL dialect", "dialect", """
                rule "Attack" dialect "mvel" when Claim() then Runtime.getRuntime().exit(1); end
                """);
        refused("escape", "the MVEL dialect for all", "dialect", "dialect \"mvel\"\n");
        then("escape", "the rule engine", "drools.getKieRuntime().halt();");
        then("escape", "the rule engine by its type", "((org.drools.model.Drools) null).getRuntime(null);");
        then("escape", "the rule's context", "kcontext.getKnowledgeRuntime();");
        then("escape", "the server by full name", "dev.signalbox.Main.main(null);");
        then("escape", "the verbs' inside", "new dev.signalbox.decision.RuleVerbs(null);");
        then("escape", "a package of the server's name", "dev.signalbox.item.Ids.class.getName();");
        then("escape", "the rule engine's models", "org.kie.api.KieServices.get();");
        then("escape", "a service loader", "java.util.ServiceLoader.load(null);");
        then("escape", "a resource bundle", "java.util.ResourceBundle.getBundle(\"x\");");
        then("escape", "an array of threads", "Thread[] t = new Thread[1]; t.clone();");
        then(
                "escape",
                "a catch of everything",
                "try { route.priority(1); } catch (Throwable t) { t.printStackTrace(); }");
        then("escape", "a finally", "while (true) { try { route.priority(1); } finally { continue; } }");
        then("escape", "an enum's class", "java.time.DayOfWeek.MONDAY.getDeclaringClass();");
        then("escape", "a system property through Integer", "Integer.getInteger(\"java.pid\");");
        then("escape", "a system property through Boolean", "Boolean.getBoolean(\"x\");");
        then("escape", "a constant's description", "\"x\".resolveConstantDesc(null);");

        then("escape", "a primitive's class", "String.valueOf(Integer.TYPE);");
        then("escape", "an array's class", "new int[0].getClass();");
        then(
                "escape",
                "a comparator of classes",
                "List.of(1).stream().sorted(Comparator.comparing(x -> x.getClass().getName()));");
        refused(
                "escape",
                "an interface of the engine",
                "rule \"Attack\"",
                rule("Claim()", "org.drools.model.functions.Function1<String, String> f = x -> x;"));
        refused("escape", "a constraint with a payload", "text : String", """
                declare Other
                    text : String @Size( max = 3, payload = Thread )
                end
                """);
        when("hiding places", "eval", "Claim() eval( Runtime.getRuntime() != null )");
        when("hiding places", "a constraint", "Claim( kind == System.getProperty(\"x\") )");
        when("hiding places", "a constraint in brackets", "Claim( (kind == \"a\" || System.nanoTime() > 3) )");
        when("hiding places", "a constraint on the class", "Claim( class.name == \"x\" )");
        when("hiding places", "a constraint on getClass()", "Claim( this.getClass().getName() == \"x\" )");
        when("hiding places", "a constraint on a field's class", "Claim( kind.class.name == \"x\" )");
        when("hiding places", "a binding", "Claim( $x : Runtime.getRuntime() )");
        when("hiding places", "a list in a constraint", "Claim( kind in ( \"a\", System.lineSeparator() ) )");
        when("hiding places", "an index in a constraint", "Claim( lines[ Integer.getInteger(\"x\") ] != null )");
        when("hiding places", "a cast in a constraint", "Claim( this#Thread.start() == null )");
        when("hiding places", "a pattern of any type", "Thread()");
        when("hiding places", "a pattern of a full name", "java.lang.Runtime()");
        when("hiding places", "from", "Line() from java.nio.file.Path.of( \"/etc\" )");
        when("hiding places", "from the environment", "String() from System.getenv().values()");
        when("hiding places", "from an entry point", "Claim() from entry-point \"outside\"");
        when("hiding places", "a window", "Claim() over window:length( 5 )");
        when("hiding places", "collect", "$all : java.util.LinkedList() from collect( Line() from System.getenv() )");
        when("hiding places", "accumulate", "accumulate( Claim( $k : kind ); $n : count( System.getenv($k) ) )");
        when(
                "hiding places",
                "an accumulate of code",
                "Number() from accumulate( Claim(), init( int n = 0; Runtime.getRuntime().exit(1); ), action( n++; ), result( n ) )");
        when("hiding places", "groupby", "groupby( Claim( $k : kind ); $g : System.getenv($k); $n : count() )");
        when("hiding places", "a query in a rule", "?all( $x; )");
        when("hiding places", "a named consequence", "Claim() if ( kind == \"a\" ) do[other]");
        when("hiding places", "an inline path", "Claim( /lines[ amount == System.nanoTime() ] )");
        refused(
                "hiding places",
                "salience",
                "salience",
                rule("Claim()", "").replace("when", "salience ( Runtime.getRuntime().availableProcessors() )\nwhen"));
        refused(
                "hiding places",
                "enabled",
                "enabled",
                rule("Claim()", "").replace("when", "enabled ( Runtime.getRuntime() != null )\nwhen"));
        refused("hiding places", "a query", "query", "query all( String x )\n Claim( kind == x )\nend\n");
        refused(
                "hiding places",
                "a field's default",
                "when : Long",
                "declare Other\n when : Long = System.nanoTime()\nend\n");
        refused("hiding places", "an annotation's value", "name : String", """
                declare Other
                 name : String @Size( max = Integer.getInteger("x") )
                end
                """);
        refused("hiding places", "an annotation of a type", "@role", """
                declare Other
                 @role( event )
                 name : String
                end
                """);
        refused("hiding places", "an annotation by class", "name : String", """
                declare Other
                 name : String @jakarta.validation.Constraint( validatedBy = Thread )
                end
                """);
        refused(
                "hiding places",
                "an annotation of a rule",
                "@lang",
                rule("Claim()", "").replace("when", "@lang( Thread )\nwhen"));
        ALL.add(new Attack(
                "hiding places",
                "a cell of a table",
                REFUSED,
                "limits.drl.csv",
                table(
                        "kind == $param",
                        "route.partial($param);",
                        "\"A row\",\"\"\"attack\"\"\",\"String.valueOf(System.getenv())\""),
                "\"A "));
        ALL.add(new Attack(
                "hiding places",
                "a cell that ends its rule",
                REFUSED,
                "limits.drl.csv",
                table(
                        "kind == $param",
                        "route.partial($param);",
                        "\"A row\",\"\"\"attack\"\"\",\"\"\"x\"\"); Runtime.getRuntime().exit(1); route.partial(\"\"y\"\"\""),
                "\"A "));
        ALL.add(new Attack(
                "hiding places",
                "a table's name with a quote",
                REFUSED,
                "limits.drl.csv",
                table(
                        "kind == $param",
                        "route.partial($param);",
                        "\"A \"\" + System.getenv() + \"\" row\",\"\"\"attack\"\"\",\"\"\"x\"\"\""),
                "\"A "));
        ALL.add(new Attack(
                "hiding places",
                "a table's imports",
                REFUSED,
                "limits.drl.csv",
                table("kind == $param", "route.partial($param);", "\"A row\",\"\"\"attack\"\"\",\"\"\"x\"\"\"")
                        .replace("\"RuleTable", "\"Import\",\"java.lang.reflect.*\"\n\"RuleTable"),
                "java.lang.reflect"));
        ALL.add(new Attack(
                "hiding places",
                "a table's functions",
                REFUSED,
                "limits.drl.csv",
                table("kind == $param", "route.partial($param);", "\"A row\",\"\"\"attack\"\"\",\"\"\"x\"\"\"")
                        .replace(
                                "\"RuleTable",
                                "\"Functions\",\"function int f() { System.exit(1); return 1; }\"\n\"RuleTable"),
                ""));
        refused(
                "hiding places",
                "a quote in a name",
                "rule '",
                rule("Claim()", "").replace("\"Attack\"", "'A\" + Runtime.getRuntime().exec(\"id\") + \"'"));
        refused(
                "hiding places",
                "a backslash in a name",
                "rule '",
                rule("Claim()", "").replace("\"Attack\"", "'A\\\\'"));
        refused(
                "hiding places",
                "a line's end in a name",
                "rule \"A",
                rule("Claim()", "").replace("Attack", "A\nB"));
        for (String group :
                List.of("agenda-group", "ruleflow-group", "activation-group", "date-effective", "date-expires")) {
            refused(
                    "hiding places",
                    group + " with a quote",
                    group,
                    rule("Claim()", "").replace("when", group + " 'A\" + Runtime.getRuntime() + \"'\nwhen"));
        }
        refused("hiding places", "a timer", "timer", rule("Claim()", "").replace("when", "timer ( int: 1s 1s )\nwhen"));
        refused(
                "hiding places",
                "a calendar",
                "calendars",
                rule("Claim()", "").replace("when", "calendars \"weekday\"\nwhen"));
        refused(
                "hiding places",
                "a duration",
                "duration",
                rule("Claim()", "").replace("when", "duration ( 1000 )\nwhen"));
        refused(
                "hiding places",
                "a rule that extends another",
                "rule \"Attack\"",
                rule("Claim()", "").replace("\"Attack\"", "\"Attack\" extends \"An ordinary claim\""));
        refused("hiding places", "a rule unit", "unit", "unit Machine;\n");
        refused("hiding places", "a trait", "declare trait", "declare trait Thing\n a : String\nend\n");
        refused(
                "hiding places",
                "a window by name",
                "declare window",
                "declare window Last\n Claim() over window:length( 5 )\nend\n");
        refused(
                "hiding places",
                "an entry point by name",
                "declare entry-point",
                "declare entry-point \"outside\"\nend\n");
        refused(
                "hiding places",
                "an enumeration",
                "declare enum",
                "declare enum Thing\n A( System.nanoTime() );\n x : long\nend\n");
        refused(
                "hiding places",
                "letters that turn round",
                "kind ==",
                rule("Claim( kind == \"\u202Eattack\u202C\" )", ""));

        then("host", "exit", "System.exit(1);");
        then("host", "halt", "Runtime.getRuntime().halt(1);");
        then("host", "the environment", "route.partial(System.getenv(\"PATH\"));");
        then("host", "a property", "System.setProperty(\"a\", \"b\");");
        then("host", "a file that is read", "new java.io.FileReader(\"/etc/passwd\").read();");
        then(
                "host",
                "a file that is read, otherwise",
                "java.nio.file.Files.readString(java.nio.file.Path.of(\"/etc/passwd\"));");
        then("host", "a file that is written", "new java.io.FileWriter(\"/tmp/x\").write(1);");
        then("host", "a file that is written by a formatter", "new Formatter(\"/tmp/x\");");
        then("host", "a file that is read by a scanner", "new Scanner(new java.io.File(\"/etc/passwd\"));");
        then("host", "a socket", "new java.net.Socket(\"localhost\", 80);");
        then("host", "an address", "new java.net.URL(\"http://localhost/\").openStream();");
        then("host", "a thread", "new Thread(() -> { }).start();");
        then("host", "a pool of threads", "java.util.concurrent.Executors.newCachedThreadPool();");
        then("host", "threads behind a stream", "List.of(1, 2).parallelStream().forEach(x -> { });");
        then("host", "threads behind a stream, otherwise", "List.of(1, 2).stream().parallel().toList();");
        then("host", "a timer of Java", "new Timer();");
        then("host", "sleep", "Thread.sleep(1000);");
        then("host", "a wait", "route.wait();");
        then("host", "a lock", "synchronized (route) { route.priority(1); }");
        then("host", "printing", "System.out.println(\"x\");");
        then("host", "another language for all", "Locale.setDefault(Locale.FRANCE);");
        then("host", "another time zone for all", "TimeZone.setDefault(null);");

        refused(
                "resources",
                "20 nested brackets",
                "kind == \"attack\"",
                rule(nested(20), "").replace("Attack", "Deep"));
        refused("resources", "1,000 nested brackets", "kind == \"attack\"", rule(nested(1000), ""));
        refused(
                "resources",
                "200 nested square brackets",
                "Claim( lines",
                rule("Claim( lines" + "[".repeat(200) + "0" + "]".repeat(200) + " )", ""));
        refused("resources", "5,000 exclamation marks", "Claim( !", rule("Claim( " + "!".repeat(5_000) + "true )", ""));
        refused(
                "resources",
                "products of or",
                "rule \"Attack\"",
                rule(
                        many("( Claim( kind == \"a#\" ) or Claim( kind == \"b#\" ) or Claim( kind == \"c#\" ) )\n", 11),
                        ""));
        refused("resources", "a rule of 30 patterns", "rule \"Attack\"", rule(many("Claim()\n", 30), ""));
        refused("resources", "10,000 rules", "rule \"R1999\"", many("rule \"R#\" when Claim() then end\n", 10_000));
        ALL.add(new Attack(
                "resources",
                "a file of 10 MB",
                REFUSED,
                "large.drl",
                "package trial\n"
                        + many("// ................................................................\n", 150_000),
                ""));
        ALL.add(new Attack(
                "resources",
                "a table of 10 MB",
                REFUSED,
                "limits.drl.csv",
                table(
                        "kind == $param",
                        "route.partial($param);",
                        many("\"Row #\",\"\"\"k#\"\"\",\"\"\"x\"\"\"\n", 300_000)),
                ""));
        refused(
                "resources",
                "a condition of 100,000 letters",
                "rule \"Attack\"",
                rule("Claim( amount == 1" + " + 1".repeat(25_000) + " )", ""));
        refused(
                "resources",
                "a loop of inserts",
                "insert",
                rule("Claim( kind == \"attack\" )", "insert( new Line() );"));
        refused("resources", "a loop of updates", "update", rule("$c : Claim( kind == \"attack\" )", "update( $c );"));
        refused(
                "resources",
                "a loop of modifications",
                "modify",
                rule("$c : Claim( kind == \"attack\" )", "modify( $c ) { setText(\"x\") }"));
        contains("resources", "a loop", "Claim( kind == \"attack\" )", "while (true) { }");
        contains("resources", "a loop of votes", "Claim( kind == \"attack\" )", "while (true) { route.priority(1); }");
        contained(
                "resources",
                "a recursion",
                "function int deep(int n) { return deep(n + 1) + 1; }\n"
                        + rule("Claim( kind == \"attack\" )", "route.priority(deep(1));"));
        contained(
                "resources",
                "a recursion that takes for ever",
                "function int deep(int n) { return n == 0 ? 1 : deep(n - 1) + deep(n - 1); }\n"
                        + rule("Claim( kind == \"attack\" )", "route.priority(deep(100));"));
        contains(
                "resources",
                "huge arrays",
                "Claim( kind == \"attack\" )",
                "List<Object> all = new ArrayList<>(); while (true) { all.add(new long[1 << 27]); }");
        contains(
                "resources",
                "a text that doubles",
                "Claim( kind == \"attack\" )",
                "String text = \"x\"; while (true) { text = text + text; }");
        contains(
                "resources",
                "many texts",
                "Claim( kind == \"attack\" )",
                "List<String> all = new ArrayList<>(); while (true) { all.add(\"x\".repeat(1 << 20)); }");
        contains(
                "resources",
                "a large power",
                "Claim( kind == \"attack\" )",
                "route.partial(String.valueOf(new BigDecimal(\"1.0000001\").pow(99999999)));");
        contains(
                "resources",
                "a pattern that backtracks",
                "Claim( kind == \"attack\", text matches \"(.*a){12}b\" )",
                "route.partial(\"x\");");
        contains(
                "resources",
                "a cross join",
                "Claim( kind == \"attack\", $l : lines )\n" + many("Line() from $l\n", 6),
                "route.partial(\"x\");");
        contains(
                "resources",
                "a cross join behind not",
                "Claim( kind == \"attack\", $l : lines )\n" + many("Line() from $l\n", 6)
                        + "not Line( text == \"none\" ) from $l",
                "route.partial(\"x\");");
        contains(
                "resources",
                "a cross join behind accumulate",
                "Claim( kind == \"attack\", $l : lines )\n"
                        + "accumulate( " + "Line( $a : amount ) from $l and ".repeat(1) + many("Line() from $l and ", 4)
                        + "Line() from $l; $n : count( 1 ) )",
                "route.partial(\"x\" + $n);");
        contains(
                "resources",
                "a condition without end",
                "Claim( kind == \"attack\", kind.repeat( 1 << 28 ) != \"x\" )",
                "route.partial(\"x\");");

        refused(
                "integrity",
                "a static field",
                "class Store",
                rule("Claim()", "class Store { static int n; } Store.n++;"));
        then("integrity", "a fact that is changed", "List.of(new Line()).get(0).setText(\"x\");");
        refused(
                "integrity",
                "the item that is changed",
                "setAmount",
                rule("$c : Claim()", "$c.setAmount(BigDecimal.ONE);"));
        refused(
                "integrity",
                "the item that is changed in a condition",
                "setText",
                "function boolean change(Claim c) {\n c.setText(\"x\");\n return true;\n}\n"
                        + rule("$c : Claim() eval( change($c) )", ""));
        then("integrity", "halt of the rules", "drools.halt();");
        then("integrity", "halt of the rules, without saying whose", "halt();");
        refused("integrity", "a fact that is deleted", "delete", rule("$c : Claim()", "delete( $c );"));
        refused("integrity", "a fact that is retracted", "retract", rule("$c : Claim()", "retract( $c );"));
        refused(
                "integrity",
                "a fact that is derived",
                "insertLogical",
                rule("$c : Claim()", "insertLogical( new Line() );"));
        then("integrity", "an Error", "throw new Error(\"x\");");
        then("integrity", "an OutOfMemoryError", "throw new OutOfMemoryError(\"x\");");
        then("integrity", "an Error without saying so", "throw new AssertionError();");
        refused("integrity", "an assertion", "rule \"Attack\"", rule("Claim()", "assert route == null;"));
        then("integrity", "today", "route.set(\"day\", LocalDate.now());");
        then("integrity", "now", "Instant.now();");
        then("integrity", "a clock", "Clock.systemUTC().millis();");
        then("integrity", "a date of old", "new Date();");
        then("integrity", "a calendar of old", "Calendar.getInstance();");
        then("integrity", "the machine's time", "System.currentTimeMillis();");
        then("integrity", "the machine's time zone", "ZoneId.systemDefault();");
        then("integrity", "the machine's language", "Locale.getDefault();");
        then("integrity", "chance", "Math.random();");
        then("integrity", "chance, otherwise", "new Random().nextInt();");
        then("integrity", "a new number", "UUID.randomUUID();");
        then("integrity", "a shuffled list", "Collections.shuffle(new ArrayList<Integer>());");
        then("integrity", "an order that changes", "Set.of(\"a\", \"b\").iterator().next();");
        then(
                "integrity",
                "an order that changes, in a table",
                "Map.of(\"a\", 1, \"b\", 2).keySet().iterator().next();");
        then("integrity", "an object's number", "new Object().hashCode();");
        then("integrity", "an object's number in a text", "String.valueOf(new Object());");
        refused("integrity", "a condition on the clock", "Claim( day", rule("Claim( day < LocalDate.now() )", ""));
        refused(
                "integrity",
                "a condition on chance",
                "Claim( kind",
                rule("Claim( kind == \"a\", Math.random() > 0.5 )", ""));
    }
}
