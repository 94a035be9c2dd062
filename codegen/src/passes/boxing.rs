//! Which members are put on the heap: those that would make a type infinite, and those that would make it big.

use crate::config::BoxingRules;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::{Field, ItemId, Kind, Model, Presence, Rest, Type};

/// Bytes of a pointer, and of what the standard library makes of three of them.
const POINTER: usize = 8;
const VEC: usize = 3 * POINTER;
/// `serde_json::Value`.
const VALUE: usize = 32;
/// `chrono::DateTime<Utc>`: a date and two numbers of 32 bits.
const TIMESTAMP: usize = 12;

pub(super) fn run(mut model: Model, rules: &BoxingRules) -> Result<Model, Diagnostics> {
    break_cycles(&mut model);
    let mut sizes = Sizes { known: vec![None; model.items.len()] };
    let mut boxed = Vec::new();
    // A type's size depends on what is boxed in the types that it holds, so the innermost are decided first.
    for id in innermost_first(&model)? {
        let Kind::Struct(item) = &model.item(id).kind else { continue };
        for (index, field) in item.fields.iter().enumerate() {
            let limit = match field.presence {
                Presence::Optional => rules.optional_above,
                _ => rules.required_above,
            };
            if !field.boxed && holds_struct(&model, &field.ty) && sizes.of(&model, &field.ty) > limit {
                boxed.push((id, index));
            }
        }
        for (id, index) in boxed.drain(..) {
            if let Kind::Struct(item) = &mut model.items[id.0].kind {
                item.fields[index].boxed = true;
            }
        }
        sizes.item(&model, id);
    }
    Ok(model)
}

/// Boxes every member or alternative whose type holds, without a list or a box between, the type that it is of.
fn break_cycles(model: &mut Model) {
    let edges: Vec<Vec<usize>> = model.iter().map(|(id, _)| held(model, id)).collect();
    let component = components(&edges);
    for index in 0..model.items.len() {
        let within = |field: &Field| {
            let mut within = false;
            walk_direct(&field.ty, &mut |id| within |= id == ItemId(index) || component[id.0] == component[index]);
            within && component[index].is_some()
        };
        let boxes: Vec<bool> = match &mut model.items[index].kind {
            Kind::Struct(item) => item.fields.iter().map(within).collect(),
            Kind::Opaque(opaque) => {
                let circular = |id: &&ItemId| component[index].is_some() && component[id.0] == component[index];
                opaque.boxed = opaque.refers_to.iter().filter(circular).copied().collect();
                // It refers to itself only by its key, which is not among these.
                opaque.boxed.insert(ItemId(index));
                continue;
            }
            _ => continue,
        };
        if let Kind::Struct(item) = &mut model.items[index].kind {
            for (field, boxed) in item.fields.iter_mut().zip(boxes) {
                field.boxed |= boxed;
            }
        }
    }
}

/// The cycle that each type is in, if any: types of one cycle have one number (Tarjan's strongly connected components).
pub(super) fn components(edges: &[Vec<usize>]) -> Vec<Option<usize>> {
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
    /// Depth first with a stack of its own, so that a long chain of references can't overflow the program's.
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

/// The types that a type holds without a list or a box between.
fn held(model: &Model, id: ItemId) -> Vec<usize> {
    let mut found = Vec::new();
    let mut visit = |id: ItemId| found.push(id.0);
    match &model.item(id).kind {
        Kind::Struct(item) => {
            item.fields.iter().filter(|field| !field.boxed).for_each(|field| walk_direct(&field.ty, &mut visit));
            if let Rest::Typed(_) = item.rest {}
        }
        Kind::Newtype(ty) | Kind::Alias(ty) => walk_direct(ty, &mut visit),
        Kind::Opaque(opaque) => opaque.refers_to.iter().copied().for_each(visit),
        Kind::Enum(_) => {}
    }
    found
}

fn walk_direct(ty: &Type, visit: &mut impl FnMut(ItemId)) {
    match ty {
        Type::Item(id) => visit(*id),
        Type::Nullable(inner) => walk_direct(inner, visit),
        Type::Tuple(items) => items.iter().for_each(|item| walk_direct(item, visit)),
        _ => {}
    }
}

/// Whether a value of the type is a struct, or holds one without a list between: only those are worth a box.
fn holds_struct(model: &Model, ty: &Type) -> bool {
    let mut found = false;
    walk_direct(ty, &mut |id| {
        found |= match &model.item(id).kind {
            Kind::Struct(_) | Kind::Opaque(_) => true,
            Kind::Newtype(inner) | Kind::Alias(inner) => holds_struct(model, inner),
            Kind::Enum(_) => false,
        }
    });
    found
}

/// The types in an order in which each comes behind those that it holds.
fn innermost_first(model: &Model) -> Result<Vec<ItemId>, Diagnostics> {
    let mut order = Vec::with_capacity(model.items.len());
    // 0: not seen, 1: being visited, 2: done.
    let mut state = vec![0_u8; model.items.len()];
    for root in 0..model.items.len() {
        let mut path = vec![(root, held(model, ItemId(root)), 0)];
        if state[root] != 0 {
            continue;
        }
        state[root] = 1;
        while let Some((node, edges, edge)) = path.last_mut() {
            let Some(&next) = edges.get(*edge) else {
                state[*node] = 2;
                order.push(ItemId(*node));
                path.pop();
                continue;
            };
            *edge += 1;
            match state[next] {
                0 => {
                    state[next] = 1;
                    path.push((next, held(model, ItemId(next)), 0));
                }
                // typify has boxed what unions hold of themselves.
                1 if !matches!(model.items[next].kind, Kind::Opaque(_)) => return Err(endless(model, ItemId(next))),
                _ => {}
            }
        }
    }
    Ok(order)
}

fn endless(model: &Model, id: ItemId) -> Diagnostics {
    let source = &model.item(id).source;
    Diagnostic::error(
        "circular-ref",
        format!(
            "{} ({}{}) is made of itself and nothing else, so it is no type",
            source.title, source.file, source.pointer
        ),
    )
    .help("give the schema members of its own, or remove the reference")
    .into()
}

/// Sizes of types in bytes, on a machine of 64 bits.
struct Sizes {
    known: Vec<Option<usize>>,
}

impl Sizes {
    fn item(&mut self, model: &Model, id: ItemId) -> usize {
        if let Some(size) = self.known[id.0] {
            return size;
        }
        // A union may hold itself; typify has boxed that.
        self.known[id.0] = Some(POINTER);
        let size = match &model.item(id).kind {
            Kind::Struct(item) => {
                let fields: usize = item.fields.iter().map(|field| self.field(model, field)).sum();
                let rest = match item.rest {
                    Rest::Keep => POINTER,
                    Rest::Typed(_) => VEC,
                    Rest::Refuse => 0,
                };
                (fields + rest).next_multiple_of(POINTER)
            }
            Kind::Enum(item) if item.open => VEC,
            Kind::Enum(_) => 1,
            Kind::Newtype(ty) | Kind::Alias(ty) => self.of(model, ty),
            Kind::Opaque(opaque) => {
                let held = opaque.refers_to.iter().map(|id| self.item(model, *id));
                held.max().unwrap_or(0).max(VALUE) + POINTER
            }
        };
        self.known[id.0] = Some(size);
        size
    }

    fn field(&mut self, model: &Model, field: &Field) -> usize {
        let size = if field.boxed { POINTER } else { self.of(model, &field.ty) };
        let optional = field.nullable || field.presence == Presence::Optional;
        match field.ty {
            Type::I32 | Type::I64 | Type::F64 if optional => 2 * size,
            _ => size,
        }
    }

    fn of(&mut self, model: &Model, ty: &Type) -> usize {
        match ty {
            Type::Null => 0,
            Type::Bool => 1,
            Type::I32 => 4,
            Type::I64 | Type::F64 => 8,
            Type::String | Type::Id(_) | Type::Array(_) | Type::Map(_) => VEC,
            Type::Any => VALUE,
            Type::Timestamp => TIMESTAMP,
            Type::Secret => 2 * POINTER,
            Type::Item(id) => self.item(model, *id),
            Type::Tuple(items) => items.iter().map(|item| self.of(model, item).next_multiple_of(POINTER)).sum(),
            Type::Nullable(inner) => self.of(model, inner) + POINTER,
        }
    }
}
