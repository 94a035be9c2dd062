//! Cycles and orders of a graph of types.

/// The cycle of each node, if it is in one: nodes of one cycle have the same number (Tarjan's strongly connected components).
pub(crate) fn components(edges: &[Vec<usize>]) -> Vec<Option<usize>> {
    let mut search = Search {
        edges,
        index: vec![usize::MAX; edges.len()],
        low: vec![0; edges.len()],
        on_stack: vec![false; edges.len()],
        stack: Vec::new(),
        next: 0,
        component: vec![None; edges.len()],
    };
    for node in 0..edges.len() {
        if search.index[node] == usize::MAX {
            search.visit(node);
        }
    }
    search.component
}

/// The nodes in an order in which each one follows its targets, as far as there are no cycles.
pub(crate) fn innermost_first(edges: &[Vec<usize>]) -> Vec<usize> {
    let mut order = Vec::with_capacity(edges.len());
    let mut seen = vec![false; edges.len()];
    for root in 0..edges.len() {
        if std::mem::replace(&mut seen[root], true) {
            continue;
        }
        let mut path = vec![(root, 0)];
        while let Some((node, edge)) = path.last_mut() {
            let Some(&next) = edges[*node].get(*edge) else {
                order.push(*node);
                path.pop();
                continue;
            };
            *edge += 1;
            if !std::mem::replace(&mut seen[next], true) {
                path.push((next, 0));
            }
        }
    }
    order
}

struct Search<'a> {
    edges: &'a [Vec<usize>],
    index: Vec<usize>,
    low: Vec<usize>,
    on_stack: Vec<bool>,
    stack: Vec<usize>,
    next: usize,
    component: Vec<Option<usize>>,
}

impl Search<'_> {
    /// A depth-first search with an explicit stack, so that a long chain of references can't overflow the program's.
    fn visit(&mut self, root: usize) {
        let mut path = vec![(root, 0)];
        self.enter(root);
        while let Some((node, edge)) = path.last_mut() {
            let node = *node;
            if let Some(&next) = self.edges[node].get(*edge) {
                *edge += 1;
                if self.index[next] == usize::MAX {
                    self.enter(next);
                    path.push((next, 0));
                } else if self.on_stack[next] {
                    self.low[node] = self.low[node].min(self.index[next]);
                }
                continue;
            }
            path.pop();
            if let Some((parent, _)) = path.last() {
                self.low[*parent] = self.low[*parent].min(self.low[node]);
            }
            if self.low[node] == self.index[node] {
                self.leave(node);
            }
        }
    }

    fn enter(&mut self, node: usize) {
        self.index[node] = self.next;
        self.low[node] = self.next;
        self.next += 1;
        self.stack.push(node);
        self.on_stack[node] = true;
    }

    fn leave(&mut self, node: usize) {
        let start = self.stack.iter().rposition(|other| *other == node).unwrap_or(0);
        let members = self.stack.split_off(start);
        let cyclic = members.len() > 1 || self.edges[node].contains(&node);
        for member in members {
            self.on_stack[member] = false;
            self.component[member] = cyclic.then_some(node);
        }
    }
}
