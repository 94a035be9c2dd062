//! Which traits a type can have, decided over the whole graph: a type has one if all that it is made of has it.

use crate::model::{Item, Kind, Model, Presence, Rest, Traits, Type};

pub(super) fn run(mut model: Model) -> Model {
    for item in &mut model.items {
        item.traits = Traits { eq: true, hash: true, default: nothing_required(item) };
    }
    // What a type lacks, all that hold it lack: until nothing changes any more.
    loop {
        let next: Vec<Traits> = model.items.iter().map(|item| narrow(&model, item)).collect();
        if model.items.iter().zip(&next).all(|(item, next)| item.traits == *next) {
            return model;
        }
        for (item, next) in model.items.iter_mut().zip(next) {
            item.traits = next;
        }
    }
}

fn nothing_required(item: &Item) -> bool {
    match &item.kind {
        Kind::Struct(item) => item.fields.iter().all(|field| field.presence == Presence::Optional),
        _ => false,
    }
}

fn narrow(model: &Model, item: &Item) -> Traits {
    let Traits { mut eq, mut hash, default } = item.traits;
    let mut visit = |ty: &Type| match ty {
        Type::F64 => (eq, hash) = (false, false),
        Type::Secret => hash = false,
        Type::Item(id) => {
            let inner = model.item(*id).traits;
            (eq, hash) = (eq && inner.eq, hash && inner.hash);
        }
        _ => {}
    };
    match &item.kind {
        Kind::Struct(item) => {
            item.fields.iter().for_each(|field| field.ty.walk(&mut visit));
            if let Rest::Typed(ty) = &item.rest {
                ty.walk(&mut visit);
            }
        }
        Kind::Newtype(ty) | Kind::Alias(ty) => ty.walk(&mut visit),
        Kind::Enum(_) => {}
        // typify derives neither.
        Kind::Opaque(_) => (eq, hash) = (false, false),
    }
    Traits { eq, hash, default }
}
