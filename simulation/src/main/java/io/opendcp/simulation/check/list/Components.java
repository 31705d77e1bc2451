package io.opendcp.simulation.check.list;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.function.IntFunction;

/** Strongly connected components, by Tarjan; without recursion, as histories are long. */
final class Components {
    private final IntFunction<List<Integer>> successors;
    private final int[] index;
    private final int[] low;
    private final int[] next;
    private final boolean[] onStack;
    private final Deque<Integer> stack = new ArrayDeque<>();
    private final Deque<Integer> path = new ArrayDeque<>();
    private final List<List<Integer>> found = new ArrayList<>();
    private int counter;

    private Components(int nodes, IntFunction<List<Integer>> successors) {
        this.successors = successors;
        index = new int[nodes];
        low = new int[nodes];
        next = new int[nodes];
        onStack = new boolean[nodes];
        Arrays.fill(index, -1);
    }

    /** Those of more than one node, in a graph of nodes 0 to {@code nodes - 1}. */
    static List<List<Integer>> of(int nodes, IntFunction<List<Integer>> successors) {
        Components search = new Components(nodes, successors);
        for (int node = 0; node < nodes; node++) {
            if (search.index[node] < 0) {
                search.from(node);
            }
        }
        return search.found;
    }

    private void from(int root) {
        enter(root);
        while (!path.isEmpty()) {
            int node = path.element();
            List<Integer> after = successors.apply(node);
            if (next[node] < after.size()) {
                int successor = after.get(next[node]++);
                if (index[successor] < 0) {
                    enter(successor);
                } else if (onStack[successor]) {
                    low[node] = Math.min(low[node], index[successor]);
                }
            } else {
                path.pop();
                leave(node);
            }
        }
    }

    private void enter(int node) {
        index[node] = counter;
        low[node] = counter;
        counter++;
        stack.push(node);
        onStack[node] = true;
        path.push(node);
    }

    private void leave(int node) {
        if (!path.isEmpty()) {
            int parent = path.element();
            low[parent] = Math.min(low[parent], low[node]);
        }
        if (low[node] == index[node]) {
            List<Integer> component = new ArrayList<>();
            int member;
            do {
                member = stack.pop();
                onStack[member] = false;
                component.add(member);
            } while (member != node);
            if (component.size() > 1) {
                found.add(component);
            }
        }
    }
}
