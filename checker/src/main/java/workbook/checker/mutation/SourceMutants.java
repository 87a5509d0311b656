package workbook.checker.mutation;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.CompoundAssignmentTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.ExpressionStatementTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IfTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.tree.ThrowTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TryTree;
import com.sun.source.tree.UnaryTree;
import com.sun.source.tree.WhileLoopTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.lang.model.element.Modifier;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import workbook.checker.mutation.Mutant.Edit;
import workbook.checker.text.Clip;

/**
 * The mutants of one Java source, found in its syntax tree. Types are not known, so some of them do not compile; whoever
 * compiles them sees that. What a program logs and the words of its exceptions are left alone.
 */
public final class SourceMutants extends TreeScanner<Void, Void> {

    private static final int WORDS = 60;

    /** What takes the place of an operator, and how such a change is called. */
    private record Change(Mutation mutation, String from, String to) {}

    private static final Map<Tree.Kind, List<Change>> OPERATORS = operators();

    private final Path file;
    private final String source;
    private final CompilationUnitTree unit;
    private final SourcePositions positions;
    private final List<Mutant> found = new ArrayList<>();
    private final Deque<Tree> results = new ArrayDeque<>();

    private SourceMutants(Path file, String source, CompilationUnitTree unit, SourcePositions positions) {
        this.file = file;
        this.source = source;
        this.unit = unit;
        this.positions = positions;
    }

    /**
     * @param file path in the folder of the task
     * @throws IllegalArgumentException if the source cannot be parsed
     */
    public static List<Mutant> of(Path file, String source) {
        JavacTask task = (JavacTask) ToolProvider.getSystemJavaCompiler()
                .getTask(null, null, diagnostic -> {}, List.of("-proc:none"), null, List.of(new Text(file, source)));
        try {
            CompilationUnitTree unit = task.parse().iterator().next();
            SourceMutants mutants =
                    new SourceMutants(file, source, unit, Trees.instance(task).getSourcePositions());
            mutants.scan(unit, null);
            return mutants.found;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Text extends SimpleJavaFileObject {
        private final String source;

        private Text(Path file, String source) {
            super(URI.create("string:///" + file.getFileName()), JavaFileObject.Kind.SOURCE);
            this.source = source;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return source;
        }
    }

    private static Map<Tree.Kind, List<Change>> operators() {
        Map<Tree.Kind, List<Change>> operators = new EnumMap<>(Tree.Kind.class);
        operators.put(Tree.Kind.EQUAL_TO, List.of(negated("==", "!=")));
        operators.put(Tree.Kind.NOT_EQUAL_TO, List.of(negated("!=", "==")));
        operators.put(Tree.Kind.LESS_THAN, List.of(negated("<", ">="), boundary("<", "<=")));
        operators.put(Tree.Kind.LESS_THAN_EQUAL, List.of(negated("<=", ">"), boundary("<=", "<")));
        operators.put(Tree.Kind.GREATER_THAN, List.of(negated(">", "<="), boundary(">", ">=")));
        operators.put(Tree.Kind.GREATER_THAN_EQUAL, List.of(negated(">=", "<"), boundary(">=", ">")));
        operators.put(Tree.Kind.CONDITIONAL_AND, List.of(new Change(Mutation.CHANGED_LOGIC, "&&", "||")));
        operators.put(Tree.Kind.CONDITIONAL_OR, List.of(new Change(Mutation.CHANGED_LOGIC, "||", "&&")));
        operators.put(Tree.Kind.PLUS, List.of(arithmetic("+", "-")));
        operators.put(Tree.Kind.MINUS, List.of(arithmetic("-", "+")));
        operators.put(Tree.Kind.MULTIPLY, List.of(arithmetic("*", "/")));
        operators.put(Tree.Kind.DIVIDE, List.of(arithmetic("/", "*")));
        operators.put(Tree.Kind.REMAINDER, List.of(arithmetic("%", "*")));
        return operators;
    }

    private static Change negated(String from, String to) {
        return new Change(Mutation.NEGATED_CONDITION, from, to);
    }

    private static Change boundary(String from, String to) {
        return new Change(Mutation.CHANGED_BOUNDARY, from, to);
    }

    private static Change arithmetic(String from, String to) {
        return new Change(Mutation.CHANGED_ARITHMETIC, from, to);
    }

    private int start(Tree tree) {
        return (int) positions.getStartPosition(unit, tree);
    }

    private int end(Tree tree) {
        return (int) positions.getEndPosition(unit, tree);
    }

    private String text(Tree tree) {
        return source.substring(start(tree), end(tree));
    }

    private void add(Mutation mutation, Tree tree, String to) {
        add(
                mutation,
                text(tree) + " -> " + (to.isEmpty() ? "nothing" : to),
                List.of(new Edit(start(tree), end(tree), to)));
    }

    private void add(Mutation mutation, String words, List<Edit> edits) {
        int line = (int) unit.getLineMap().getLineNumber(edits.getFirst().start());
        String inALine = Clip.characters(words.replaceAll("\\s+", " "), WORDS);
        int alike = (int) found.stream()
                .filter(mutant ->
                        mutant.mutation() == mutation && mutant.words().equals(inALine))
                .count();
        found.add(new Mutant(file, line, mutation, inALine, alike + 1, edits));
    }

    @Override
    public Void visitAnnotation(AnnotationTree annotation, Void none) {
        return null;
    }

    /** What is thrown is as right with other words. */
    @Override
    public Void visitThrow(ThrowTree thrown, Void none) {
        return null;
    }

    @Override
    public Void visitBinary(BinaryTree binary, Void none) {
        int from = end(binary.getLeftOperand());
        int to = start(binary.getRightOperand());
        for (Change change : OPERATORS.getOrDefault(binary.getKind(), List.of())) {
            int at = source.indexOf(change.from(), from);
            if (at >= 0 && at < to) {
                add(
                        change.mutation(),
                        text(binary) + ": " + change.from() + " -> " + change.to(),
                        List.of(new Edit(at, at + change.from().length(), change.to())));
            }
        }
        return super.visitBinary(binary, none);
    }

    @Override
    public Void visitUnary(UnaryTree unary, Void none) {
        String operand = text(unary.getExpression());
        switch (unary.getKind()) {
            case LOGICAL_COMPLEMENT -> add(Mutation.NEGATED_CONDITION, unary, operand);
            case POSTFIX_INCREMENT -> add(Mutation.CHANGED_INCREMENT, unary, operand + "--");
            case POSTFIX_DECREMENT -> add(Mutation.CHANGED_INCREMENT, unary, operand + "++");
            case PREFIX_INCREMENT -> add(Mutation.CHANGED_INCREMENT, unary, "--" + operand);
            case PREFIX_DECREMENT -> add(Mutation.CHANGED_INCREMENT, unary, "++" + operand);
            default -> {}
        }
        return super.visitUnary(unary, none);
    }

    @Override
    public Void visitLiteral(LiteralTree literal, Void none) {
        switch (literal.getValue()) {
            case Boolean value -> add(Mutation.CHANGED_CONSTANT, literal, String.valueOf(!value));
            case Integer value -> add(Mutation.CHANGED_CONSTANT, literal, String.valueOf(value + 1));
            case Long value -> add(Mutation.CHANGED_CONSTANT, literal, value + 1 + "L");
            case Character value -> add(Mutation.CHANGED_CONSTANT, literal, value == 'x' ? "'y'" : "'x'");
            case String value -> add(Mutation.CHANGED_CONSTANT, literal, value.isEmpty() ? "\"x\"" : "\"\"");
            case null, default -> {}
        }
        return super.visitLiteral(literal, none);
    }

    @Override
    public Void visitIf(IfTree condition, Void none) {
        negate(condition.getCondition());
        return super.visitIf(condition, none);
    }

    @Override
    public Void visitWhileLoop(WhileLoopTree loop, Void none) {
        negate(loop.getCondition());
        return super.visitWhileLoop(loop, none);
    }

    @Override
    public Void visitConditionalExpression(ConditionalExpressionTree conditional, Void none) {
        negate(conditional.getCondition());
        return super.visitConditionalExpression(conditional, none);
    }

    /** What an operator compares is negated there. */
    private void negate(ExpressionTree condition) {
        ExpressionTree bare =
                condition instanceof ParenthesizedTree inParentheses ? inParentheses.getExpression() : condition;
        if (!(bare instanceof LiteralTree)
                && bare.getKind() != Tree.Kind.LOGICAL_COMPLEMENT
                && !OPERATORS.containsKey(bare.getKind())) {
            add(Mutation.NEGATED_CONDITION, bare, "!(" + text(bare) + ")");
        }
    }

    @Override
    public Void visitMethod(MethodTree method, Void none) {
        results.push(method);
        locks(method);
        super.visitMethod(method, none);
        results.pop();
        return null;
    }

    /** The type of what a lambda returns is not known here. */
    @Override
    public Void visitLambdaExpression(LambdaExpressionTree lambda, Void none) {
        results.push(lambda);
        super.visitLambdaExpression(lambda, none);
        results.pop();
        return null;
    }

    @Override
    public Void visitReturn(ReturnTree returned, Void none) {
        if (returned.getExpression() != null && results.peek() instanceof MethodTree method) {
            String other = other(method.getReturnType(), text(returned.getExpression()));
            if (!other.equals(text(returned.getExpression()))) {
                add(Mutation.CHANGED_RETURN, returned.getExpression(), other);
            }
        }
        return super.visitReturn(returned, none);
    }

    private static String other(Tree type, String expression) {
        String name = type.toString().replaceFirst("<.*", "");
        return switch (name) {
            case "boolean" -> "!(" + expression + ")";
            case "int", "long", "double", "short", "byte" -> "0";
            case "Optional", "OptionalInt", "OptionalLong" -> name + ".empty()";
            case "List", "Set", "Map" -> name + ".of()";
            case "String" -> "\"\"";
            case "Duration" -> "Duration.ZERO";
            default -> "null";
        };
    }

    @Override
    public Void visitExpressionStatement(ExpressionStatementTree statement, Void none) {
        ExpressionTree expression = statement.getExpression();
        if (expression instanceof MethodInvocationTree call) {
            String name = call.getMethodSelect().toString();
            if (name.startsWith("LOGGER.") || name.equals("super") || name.equals("this")) {
                return null;
            }
            add(Mutation.REMOVED_CALL, statement, ";");
        } else if (expression instanceof AssignmentTree || expression instanceof CompoundAssignmentTree) {
            add(Mutation.REMOVED_ASSIGNMENT, statement, ";");
        }
        return super.visitExpressionStatement(statement, none);
    }

    @Override
    public Void visitTry(TryTree attempt, Void none) {
        if (attempt.getFinallyBlock() != null
                && !text(attempt.getFinallyBlock()).contains("unlock")) {
            add(Mutation.REMOVED_FINALLY, attempt.getFinallyBlock(), "{}");
        }
        return super.visitTry(attempt, none);
    }

    /** All that a method locks, and unlocks. */
    private void locks(MethodTree method) {
        List<ExpressionStatementTree> calls = new ArrayList<>();
        new TreeScanner<Void, Void>() {
            @Override
            public Void visitExpressionStatement(ExpressionStatementTree statement, Void none) {
                if (statement.toString().strip().matches("\\S+\\.(lock|unlock)\\(\\);")) {
                    calls.add(statement);
                }
                return super.visitExpressionStatement(statement, none);
            }
        }.scan(method, null);
        if (!calls.isEmpty()) {
            add(
                    Mutation.REMOVED_LOCK,
                    method.getName() + " without its lock",
                    calls.stream()
                            .map(call -> new Edit(start(call), end(call), ";"))
                            .collect(Collectors.toList()));
        }
        boolean isSynchronized = method.getModifiers().getFlags().contains(Modifier.SYNCHRONIZED);
        int at = source.indexOf("synchronized ", Math.max(0, start(method)));
        if (isSynchronized && at >= 0) {
            add(Mutation.REMOVED_LOCK, method.getName() + " not synchronized", List.of(new Edit(at, at + 13, "")));
        }
    }
}
